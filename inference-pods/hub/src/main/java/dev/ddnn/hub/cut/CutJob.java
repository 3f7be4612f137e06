package dev.ddnn.hub.cut;

import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.hub.verify.ForeignText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One run of the work for one request. */
final class CutJob {
    private static final Logger LOG = Logger.getLogger(CutJob.class);

    private final @Nullable CutResponse earlierFailure;
    private final Clock clock;
    private final Progress progress = new Progress();
    private final CompletableFuture<Finished> done = new CompletableFuture<>();

    CutJob(@Nullable CutResponse earlierFailure, Clock clock) {
        this.earlierFailure = earlierFailure;
        this.clock = clock;
    }

    void start(CutRequest request, CutWork work, Executor executor) {
        try {
            executor.execute(() -> {
                CutResult result = run(request, work);
                finish(result);
                log(request, result.response());
            });
        } catch (RejectedExecutionException e) {
            finish(CutResult.missing("the hub has too many other models to cut; ask again"));
        }
    }

    /** Waits; then the result, or what is known so far. */
    CutResponse await(Duration patience) {
        try {
            return done.get(patience.toMillis(), TimeUnit.MILLISECONDS).result().response();
        } catch (TimeoutException e) {
            return soFar();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return soFar();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a job never ends with a failure", e);
        }
    }

    boolean finished() {
        return done.isDone();
    }

    /** Whether this run still is the answer: it goes on, is good, or failed only just now. */
    boolean answers(Instant now, CutWork work) {
        Finished finished = done.getNow(null);
        if (finished == null) {
            return true;
        }
        CutResult result = finished.result();
        return result.response().state() == CutResponse.State.Cut
                ? work.holds(result.response())
                : now.isBefore(finished.at().plus(result.goodFor()));
    }

    /** How this run failed; null if it did not. */
    @Nullable
    CutResponse failure() {
        Finished finished = done.getNow(null);
        return finished == null || finished.result().response().state() == CutResponse.State.Cut
                ? null
                : finished.result().response();
    }

    private CutResponse soFar() {
        return earlierFailure == null ? CutResponse.fetching(progress.text()) : earlierFailure;
    }

    private CutResult run(CutRequest request, CutWork work) {
        try {
            return work.run(request, progress);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            LOG.errorf(
                    e,
                    "cutting %s with %s failed",
                    ForeignText.shown(request.source().uri()),
                    ForeignText.shown(request.source().sha256()));
            return CutResult.unavailable("the hub failed over this model: %s; its log has the details".formatted(e));
        }
    }

    /** One line per job, but none for a failure that the job before had as well. */
    private void log(CutRequest request, CutResponse response) {
        String model = ForeignText.shown(request.source().uri());
        if (response.state() == CutResponse.State.Cut) {
            LOG.infof(
                    "cut %s with %s", model, ForeignText.shown(request.source().sha256()));
        } else if (!response.equals(earlierFailure)) {
            LOG.warnf("cannot cut %s: %s", model, reason(response).replaceAll("\\p{Cntrl}", "?"));
        }
    }

    private static String reason(CutResponse response) {
        return response.message() != null
                ? response.message()
                : response.problems().stream()
                        .map(problem -> problem.field() + " " + problem.message())
                        .collect(Collectors.joining("; "));
    }

    private void finish(CutResult result) {
        done.complete(new Finished(result, clock.instant()));
    }

    private record Finished(CutResult result, Instant at) {}
}
