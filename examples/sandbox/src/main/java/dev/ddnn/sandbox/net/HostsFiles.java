package dev.ddnn.sandbox.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One hosts file per node and namespace: the only names that a pod's JVM knows. Replaced by rename, never half written. */
public final class HostsFiles {
    private static final Logger LOG = Logger.getLogger(HostsFiles.class.getName());

    private record Key(String node, String namespace) {}

    private final Path directory;
    private final ServiceNetwork network;
    private final Map<Key, String> written = new HashMap<>();

    public HostsFiles(Path directory, ServiceNetwork network) {
        this.directory = directory;
        this.network = network;
    }

    /** The file for pods of a namespace on a node; kept up to date from now on. */
    public synchronized Path file(String node, String namespace) {
        Key key = new Key(node, namespace);
        if (!written.containsKey(key)) {
            write(key);
        }
        return path(key);
    }

    /** Writes every file whose names have changed. */
    public synchronized void refresh() {
        Map.copyOf(written).keySet().forEach(this::write);
    }

    private void write(Key key) {
        StringBuilder text = new StringBuilder("127.0.0.1 localhost\n");
        String own = ownName();
        if (!own.equals("localhost")) {
            text.append("127.0.0.1 ").append(own).append('\n');
        }
        network.names(key.node(), key.namespace())
                .forEach(e ->
                        text.append(e.getValue()).append(' ').append(e.getKey()).append('\n'));
        if (text.toString().equals(written.get(key))) {
            return;
        }
        Path file = path(key);
        try {
            Files.createDirectories(directory);
            Path draft = directory.resolve(file.getFileName() + ".new");
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        written.put(key, text.toString());
    }

    private Path path(Key key) {
        return directory.resolve(key.node() + "." + key.namespace());
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.log(Level.FINE, "this machine's name has no address", e);
            return "localhost";
        }
    }
}
