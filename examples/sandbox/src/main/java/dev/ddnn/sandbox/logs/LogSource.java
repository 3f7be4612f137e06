package dev.ddnn.sandbox.logs;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the logs of containers lie. */
public interface LogSource {
    /**
     * @param previous the run before the newest
     * @return absent: no such pod, container or run
     */
    @Nullable
    Path log(String namespace, String pod, String container, boolean previous);

    /** Waits for the end of what writes the log, for a bounded time; true if nothing more will come. */
    boolean endsWithin(String namespace, String pod, String container, Duration time) throws InterruptedException;
}
