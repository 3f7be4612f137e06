package dev.ddnn.operator.config;

import io.quarkus.logging.LoggingFilter;
import java.io.IOException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * While the API server is out of reach, the Kubernetes client tells so every two seconds, with a stack trace that says nothing but
 * that. Here each becomes one line, with what failed at the bottom of it.
 */
@LoggingFilter(name = "short-outages")
public final class ShortOutages implements Filter {
    private static final String CLIENT = "io.fabric8.kubernetes.client.";

    @Override
    public boolean isLoggable(LogRecord told) {
        IOException outage = outage(told.getThrown());
        if (outage != null
                && told instanceof ExtLogRecord line
                && line.getLoggerName().startsWith(CLIENT)) {
            String message = line.getFormattedMessage() + ": " + outage;
            line.setMessage(message, ExtLogRecord.FormatStyle.NO_FORMAT);
            line.setThrown(null);
        }
        return true;
    }

    private static @Nullable IOException outage(@Nullable Throwable thrown) {
        IOException deepest = null;
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof IOException io) {
                deepest = io;
            }
        }
        return deepest;
    }
}
