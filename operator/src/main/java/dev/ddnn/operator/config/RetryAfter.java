package dev.ddnn.operator.config;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that the API server refuses for now, telling by {@code Retry-After} when to come again, is not tried again sooner. The
 * Kubernetes client tries such a request again by itself; but it waits its own time, 0.1 s at first, whatever that header says. So the
 * client hears of the refusal only when the time is over, and then waits its own on top. No thread waits meanwhile, and no other request.
 */
public final class RetryAfter implements Interceptor {
    private static final String HEADER = "Retry-After";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Duration longest;
    private final Clock clock;

    private RetryAfter(Duration longest, Clock clock) {
        this.longest = longest;
        this.clock = clock;
    }

    /**
     * For a client of this configuration. A request that is to wait longer than it may take fails at once: the client gives up one try after
     * that time and five seconds more, and the wait is a part of it.
     */
    public static RetryAfter of(Config config, Clock clock) {
        Duration limit = Duration.ofMillis(config.getRequestTimeout());
        boolean limited = limit.compareTo(Duration.ZERO) > 0 && limit.compareTo(LONGEST) < 0;
        return new RetryAfter(limited ? limit : LONGEST, clock);
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder request, HttpResponse<?> response, RequestTags tags) {
        Duration wait = isTriedAgain(response.code()) ? wait(response.header(HEADER), clock.instant()) : Duration.ZERO;
        if (wait.compareTo(longest) > 0) {
            return CompletableFuture.failedFuture(tooLong(response, wait));
        }
        // False: the answer stands, and the client tries again by its own rules.
        return wait.isZero()
                ? CompletableFuture.completedFuture(false)
                : CompletableFuture.supplyAsync(
                        () -> false, CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Whether the client does so, by itself. */
    private static boolean isTriedAgain(int code) {
        return code == TOO_MANY_REQUESTS || code >= SERVER_ERROR;
    }

    /** From now on; none for what cannot be read, or is over. */
    static Duration wait(@Nullable String header, Instant now) {
        if (header == null) {
            return Duration.ZERO;
        }
        if (SECONDS.matcher(header).matches()) {
            return Duration.ofSeconds(Integer.parseInt(header));
        }
        try {
            Instant due = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    private static KubernetesClientException tooLong(HttpResponse<?> response, Duration wait) {
        if (response.body() instanceof AsyncBody unread) {
            unread.cancel();
        }
        String message = response.request().method() + " " + response.request().uri() + " was refused with "
                + response.code() + ", and is not to be tried again for " + wait.toSeconds() + " s";
        return new KubernetesClientException(
                message,
                response.code(),
                new StatusBuilder()
                        .withCode(response.code())
                        .withMessage(message)
                        .build());
    }
}
