package dev.ddnn.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.ddnn.controlplane.tls.SelfSignedCertificate;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against servers that answer with the cipher suite and the peer of the connection. Like the API server they go by their client's order: without
 * {@link ChaChaFirst} it is AES each time.
 */
@Timeout(120)
class ChaChaFirstTest {
    private static final char[] PASSWORD = "unused".toCharArray();
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final SelfSignedCertificate identity = SelfSignedCertificate.forServer("api-server", List.of(HERE));
    private final SelfSignedCertificate caller = SelfSignedCertificate.forClient("operator");
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3,TLS_CHACHA20_POLY1305_SHA256", "TLSv1.2,TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"})
    void aServerThatLeavesItToItsClientTakesChaCha(String protocol, String suite) throws Exception {
        start(offering(new String[] {protocol}, null));

        assertThat(answerTo(trusting())).isEqualTo(suite + " of nobody");
    }

    /** As one by the rules of FIPS 140 does. */
    @ParameterizedTest
    @CsvSource({
        "TLSv1.3,TLS_AES_128_GCM_SHA256",
        "TLSv1.3,TLS_AES_256_GCM_SHA384",
        "TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
    })
    void aServerThatHasOnlyAesIsReached(String protocol, String suite) throws Exception {
        start(offering(new String[] {protocol}, new String[] {suite}));

        assertThat(answerTo(trusting())).isEqualTo(suite + " of nobody");
    }

    @Test
    void aClientStillShowsItsCertificate() throws Exception {
        var parameters = offering(null, null);
        parameters.setNeedClientAuth(true);
        start(parameters);

        var config = new ConfigBuilder(trusting())
                .withClientCertData(base64(caller.certificatePem()))
                .withClientKeyData(base64(caller.keyPem()))
                .withClientKeyAlgo("EC")
                .build();

        assertThat(answerTo(config)).isEqualTo("TLS_CHACHA20_POLY1305_SHA256 of CN=operator");
    }

    @Test
    void aServerWithoutTlsIsReached() throws IOException {
        start(HttpServer.create());

        assertThat(answerTo(config("http").build())).isEqualTo("plain");
    }

    @Test
    void theVertxThatWasGivenOutlivesTheClient() throws IOException {
        start(HttpServer.create());
        answerTo(config("http").build());

        assertThat(vertx.executeBlocking(() -> "alive").toCompletionStage())
                .succeedsWithin(Duration.ofSeconds(60))
                .isEqualTo("alive");
    }

    private String answerTo(Config config) {
        try (KubernetesClient client =
                new OperatorBeans().client(new KubernetesSerialization(), config, Clock.systemUTC(), vertx)) {
            return client.raw("/session");
        }
    }

    private Config trusting() {
        return config("https").withCaCertData(base64(identity.certificatePem())).build();
    }

    private ConfigBuilder config(String scheme) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(scheme + "://" + HERE.getHostAddress() + ":"
                        + server.getAddress().getPort())
                .withRequestRetryBackoffLimit(0);
    }

    private static SSLParameters offering(String @Nullable [] protocols, String @Nullable [] suites) {
        var parameters = new SSLParameters(suites, protocols);
        parameters.setUseCipherSuitesOrder(false);
        return parameters;
    }

    private void start(SSLParameters parameters) throws IOException, GeneralSecurityException {
        var https = HttpsServer.create();
        https.setHttpsConfigurator(new HttpsConfigurator(tls()) {
            @Override
            public void configure(HttpsParameters connection) {
                connection.setSSLParameters(parameters);
            }
        });
        start(https);
    }

    private void start(HttpServer started) throws IOException {
        server = started;
        server.createContext("/session", ChaChaFirstTest::describe);
        server.bind(new InetSocketAddress(HERE, 0), 0);
        server.start();
    }

    private static void describe(HttpExchange exchange) throws IOException {
        byte[] text = session(exchange).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, text.length);
        try (var body = exchange.getResponseBody()) {
            body.write(text);
        }
    }

    private static String session(HttpExchange exchange) {
        return exchange instanceof HttpsExchange secure
                ? secure.getSSLSession().getCipherSuite() + " of " + peer(secure.getSSLSession())
                : "plain";
    }

    private static String peer(SSLSession session) {
        try {
            return session.getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException expectedOfMost) {
            return "nobody";
        }
    }

    private SSLContext tls() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", identity.key(), PASSWORD, new Certificate[] {identity.certificate()});
        store.setCertificateEntry("caller", caller.certificate());
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }
}
