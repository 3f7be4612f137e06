package dev.ddnn.sandbox.logs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.ddnn.controlplane.tls.SelfSignedCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** The port where the API server asks the nodes for logs. Nobody without the API server's certificate gets an answer. */
public final class LogServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LogServer.class.getName());
    private static final char[] NO_PASSWORD = new char[0];

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(body -> {
        Thread thread = new Thread(body, "logs");
        thread.setDaemon(true);
        return thread;
    });
    private final LogSource source;

    /**
     * Starts to listen on a free loopback port.
     *
     * @param clientCertificate PEM file of the one client that is answered
     */
    public LogServer(LogSource source, Path clientCertificate) throws IOException {
        this.source = source;
        SSLContext context = context(clientCertificate);
        server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters strict = context.getDefaultSSLParameters();
                strict.setNeedClientAuth(true);
                parameters.setSSLParameters(strict);
            }
        });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private static SSLContext context(Path clientCertificate) throws IOException {
        try (InputStream pem = Files.newInputStream(clientCertificate)) {
            SelfSignedCertificate own =
                    SelfSignedCertificate.forServer("sandbox-node", List.of(InetAddress.getByName("127.0.0.1")));
            KeyStore keys = emptyStore();
            keys.setKeyEntry("own", own.key(), NO_PASSWORD, new Certificate[] {own.certificate()});
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, NO_PASSWORD);
            KeyStore trusted = emptyStore();
            trusted.setCertificateEntry(
                    "api-server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS for logs: " + e.getMessage(), e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            try {
                LogRequest request = LogRequest.parse(exchange.getRequestURI());
                Path log = source.log(request.namespace(), request.pod(), request.container(), request.previous());
                if (log == null || !Files.exists(log)) {
                    refuse(exchange, 404, "no log of container " + request.container() + " of pod " + request.pod());
                    return;
                }
                exchange.getResponseHeaders().set("Content-Type", "text/plain");
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    LogReader.copy(
                            log,
                            request,
                            out,
                            time -> source.endsWithin(request.namespace(), request.pod(), request.container(), time));
                }
            } catch (IllegalArgumentException e) {
                refuse(exchange, 501, String.valueOf(e.getMessage()));
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "reader of a log went away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(HttpExchange exchange, int code, String sentence) throws IOException {
        byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
