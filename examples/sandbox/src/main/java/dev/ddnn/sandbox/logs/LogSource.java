package dev.ddnn.sandbox.logs;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the logs of containers lie. */
public interface LogSource {
    /**
     * @param previous the run before the newest
     * @return absent: no such pod, container or run
     */
    @Nullable
    Path log(String namespace, String pod, String container, boolean previous);

    /** Whether more may come. */
    boolean runs(String namespace, String pod, String container);
}
