package dev.ddnn.operator.reconcile;

import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jboss.logging.Logger;

/**
 * What the framework does later waits on a thread that may sleep until then. The framework's own pool keeps no thread: the one that
 * waits there wakes a hundred times a second to see whether it may go, in an operator at rest too.
 */
public final class FrameworkTimer {
    private static final Logger LOG = Logger.getLogger(FrameworkTimer.class);

    void started(@Observes StartupEvent event, Operator operator) {
        keepOneThread(operator);
    }

    static void keepOneThread(Operator operator) {
        var timer =
                operator.getConfigurationService().getExecutorServiceManager().scheduledExecutorService();
        if (timer instanceof ScheduledThreadPoolExecutor pool) {
            pool.setCorePoolSize(1);
        } else {
            LOG.debugf("the framework's timer is a %s, and left as it is", timer.getClass());
        }
    }
}
