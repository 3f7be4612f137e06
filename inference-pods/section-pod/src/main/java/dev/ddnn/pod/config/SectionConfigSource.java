package dev.ddnn.pod.config;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.pod.time.Timer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches the mounted file. It is read and compared a few times a second: a kubelet swaps a symbolic link above it, which file
 * watches miss on some file systems, and the file is a few kilobytes. A bad file is reported and the last good one stays.
 */
public final class SectionConfigSource implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SectionConfigSource.class);
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private final Path file;
    private final @Nullable String branch;
    private final Timer timer;
    private final Consumer<SectionConfig> follow;
    private final Runnable changed;
    private byte @Nullable [] newest;
    private volatile @Nullable String hash;
    private volatile @Nullable String rejected;
    private volatile @Nullable String unreadable;
    private volatile boolean closed;

    /**
     * @param file the mounted section.json
     * @param branch this pod's branch; absent: the only one
     * @param timer when to look
     * @param follow gets each new good configuration
     * @param changed called after the hash or the error has changed; it must not block
     */
    public SectionConfigSource(
            Path file, @Nullable String branch, Timer timer, Consumer<SectionConfig> follow, Runnable changed) {
        this.file = file;
        this.branch = branch;
        this.timer = timer;
        this.follow = follow;
        this.changed = changed;
    }

    /** Reads at once, and from now on whenever the file changes. */
    public void start() {
        look();
    }

    /** Hash of the configuration that is followed; empty: none yet. */
    public Optional<String> hash() {
        return Optional.ofNullable(hash);
    }

    /** Why the newest file is not followed; empty: it is. */
    public Optional<String> error() {
        return Optional.ofNullable(unreadable).or(() -> Optional.ofNullable(rejected));
    }

    private void look() {
        if (closed) {
            return;
        }
        try {
            read();
        } finally {
            timer.schedule(INTERVAL, this::look);
        }
    }

    private void read() {
        try {
            var bytes = Files.readAllBytes(file);
            readableAgain();
            if (!Arrays.equals(bytes, newest)) {
                newest = bytes;
                take(bytes);
            }
        } catch (NoSuchFileException e) {
            missed("file " + file + " does not exist");
        } catch (IOException e) {
            missed("file " + file + " cannot be read: " + e.getMessage());
        }
    }

    private void take(byte[] bytes) {
        SectionConfig config;
        try {
            config = ContractJson.read(new String(bytes, StandardCharsets.UTF_8), SectionConfig.class);
        } catch (IllegalArgumentException e) {
            reject(String.valueOf(e.getMessage()));
            return;
        }
        var problems = ConfigCheck.problems(config, branch);
        if (!problems.isEmpty()) {
            reject(String.join("; ", problems));
            return;
        }
        follow.accept(config);
        hash = ContractJson.hash(bytes);
        rejected = null;
        LOG.infof("following config %s, answering %s", hash, config.answering());
        changed.run();
    }

    private void reject(String why) {
        if (!why.equals(rejected)) {
            rejected = why;
            LOG.warnf("config not followed: %s", why);
            changed.run();
        }
    }

    private void missed(String why) {
        if (!why.equals(unreadable)) {
            unreadable = why;
            LOG.warnf("config not read: %s", why);
            changed.run();
        }
    }

    private void readableAgain() {
        if (unreadable != null) {
            unreadable = null;
            LOG.info("config is read again");
            changed.run();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
