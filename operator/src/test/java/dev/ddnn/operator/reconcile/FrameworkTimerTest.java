package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.quarkus.kubernetes.client.runtime.internal.QuarkusHttpClientFactory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FrameworkTimerTest {
    private static final int LOOK_AGAIN_MILLIS = 10;
    private static final int WATCHED_MILLIS = 1000;

    private final Operator operator =
            new Operator(overrider -> overrider.withKubernetesClient(new KubernetesClientBuilder()
                    .withHttpClientFactory(new QuarkusHttpClientFactory())
                    .withConfig(Config.empty())
                    .build()));
    private final ScheduledExecutorService timer =
            operator.getConfigurationService().getExecutorServiceManager().scheduledExecutorService();

    @AfterEach
    void stop() {
        timer.shutdownNow();
        operator.getKubernetesClient().close();
    }

    /** As it comes, the framework's wakes a hundred times in that second. */
    @Test
    void aTimerThatWaitsForLaterSleeps() throws InterruptedException, ExecutionException {
        // Given
        FrameworkTimer.keepOneThread(operator);
        timer.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);

        // When
        long thread = timer.submit(() -> Thread.currentThread().getId()).get();
        while (thread(thread).getThreadState() != Thread.State.TIMED_WAITING) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        long before = thread(thread).getWaitedCount();
        TimeUnit.MILLISECONDS.sleep(WATCHED_MILLIS);

        // Then: the wait that it was about to begin may be counted a moment later
        assertThat(thread(thread).getWaitedCount() - before).isLessThanOrEqualTo(1);
    }

    private static ThreadInfo thread(long id) {
        return ManagementFactory.getThreadMXBean().getThreadInfo(id);
    }
}
