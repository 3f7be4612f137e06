package dev.ddnn.sandbox.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** Asks a container once: HTTP or TCP on the pod's own address. A probe by command needs a container to run it in. */
final class ProbeCheck {
    private ProbeCheck() {}

    /** Why a probe cannot be played here; empty: it can. */
    static String obstacle(Probe probe) {
        if (probe.getHttpGet() != null) {
            String scheme = probe.getHttpGet().getScheme();
            return scheme == null || scheme.equals("HTTP") ? "" : "httpGet.scheme must be HTTP, found '" + scheme + "'";
        }
        return probe.getTcpSocket() != null ? "" : "only httpGet and tcpSocket probes are played here";
    }

    /** Blocks up to the probe's timeout. */
    static boolean passes(Probe probe, Container container, String address) {
        Duration timeout = ProbeCounter.timeout(probe);
        try {
            if (probe.getHttpGet() == null) {
                return connects(address, port(probe.getTcpSocket().getPort(), container), timeout);
            }
            return answers(
                    address,
                    port(probe.getHttpGet().getPort(), container),
                    probe.getHttpGet().getPath(),
                    timeout);
        } catch (IOException refusedOrLate) {
            return false;
        }
    }

    private static boolean connects(String address, int port, Duration timeout) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
            return true;
        }
    }

    private static boolean answers(String address, int port, String path, Duration timeout) throws IOException {
        var connection = (HttpURLConnection)
                URI.create("http://" + address + ":" + port + path).toURL().openConnection();
        connection.setConnectTimeout((int) timeout.toMillis());
        connection.setReadTimeout((int) timeout.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("User-Agent", "kube-probe/sandbox");
        connection.setRequestProperty("Connection", "close");
        try {
            int code = connection.getResponseCode();
            return code >= 200 && code < 400;
        } finally {
            connection.disconnect();
        }
    }

    private static int port(IntOrString port, Container container) throws IOException {
        if (port.getIntVal() != null) {
            return port.getIntVal();
        }
        return container.getPorts().stream()
                .filter(p -> port.getStrVal().equals(p.getName()))
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElseThrow(() -> new IOException("no port named " + port.getStrVal()));
    }
}
