package dev.ddnn.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class ShortOutagesTest {
    private static final String ELECTOR = "io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector";
    private static final Exception OUTAGE = new KubernetesClientException(
            "Operation: [get] for kind: [Lease] failed.", new IOException(new ConnectException("Connection refused")));

    private static ExtLogRecord told(String logger, Throwable thrown) {
        var told = new ExtLogRecord(Level.WARN, "while renewing %s", ExtLogRecord.FormatStyle.PRINTF, "Logger");
        told.setLoggerName(logger);
        told.setParameters(new Object[] {"the lease"});
        told.setThrown(thrown);
        assertThat(new ShortOutages().isLoggable(told)).isTrue();
        return told;
    }

    @Test
    void anOutageOfTheApiServerIsOneLineThatSaysWhatFailed() {
        // When
        var told = told(ELECTOR, OUTAGE);

        // Then
        assertThat(told.getThrown()).isNull();
        assertThat(told.getFormattedMessage())
                .isEqualTo("while renewing the lease: java.net.ConnectException: Connection refused");
    }

    @Test
    void everythingElseKeepsItsTrace() {
        // Given
        var fault = new IllegalStateException("a fault");

        // When / Then
        assertThat(told(ELECTOR, fault).getThrown()).isSameAs(fault);
        assertThat(told("dev.ddnn.operator", OUTAGE).getThrown()).isSameAs(OUTAGE);
        assertThat(told("dev.ddnn.operator", OUTAGE).getFormattedMessage()).isEqualTo("while renewing the lease");
    }
}
