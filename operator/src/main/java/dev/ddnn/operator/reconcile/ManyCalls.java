package dev.ddnn.operator.reconcile;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/** Many calls for one visit at once, yet never so many that they burden the API server: with those of the visits themselves, sixteen. */
final class ManyCalls {
    private static final int AT_ONCE = 8;

    private static final ExecutorService CALLS = Executors.newFixedThreadPool(AT_ONCE, task -> {
        var thread = new Thread(task, "children");
        thread.setDaemon(true);
        return thread;
    });

    private ManyCalls() {}

    /** The answers, in the order of the questions. What fails is thrown when all have ended: nothing goes on behind the visit's back. */
    static <Q, A> List<A> of(List<Q> questions, Function<Q, A> call) {
        List<CompletableFuture<A>> answers = questions.stream()
                .map(question -> begin(() -> call.apply(question)))
                .toList();
        answer(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)));
        return answers.stream().map(ManyCalls::answer).toList();
    }

    /** Begins one, while the visit goes on with something else. */
    static <A> CompletableFuture<A> begin(Supplier<A> call) {
        return CompletableFuture.supplyAsync(call, CALLS);
    }

    /** Waits for its answer, or throws what it failed with. */
    static <A> A answer(CompletableFuture<A> begun) {
        try {
            return begun.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
