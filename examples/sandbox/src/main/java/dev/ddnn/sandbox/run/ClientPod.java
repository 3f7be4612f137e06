package dev.ddnn.sandbox.run;

import dev.ddnn.sandbox.feed.FeedCommand;
import dev.ddnn.sandbox.feed.FeedOrder;
import dev.ddnn.sandbox.feed.FeedReply;
import dev.ddnn.sandbox.feed.FeedWire;
import dev.ddnn.sandbox.launch.StoryFailure;
import dev.ddnn.sandbox.launch.Waiting;
import dev.ddnn.sandbox.story.Samples;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The pod from which samples are fed: it stands beside the data, and each feeding is a command that is executed in it. */
final class ClientPod implements AutoCloseable {
    static final String NAME = "story-client";
    private static final Duration START = Duration.ofMinutes(3);
    private static final int BUFFER = 1 << 17;
    private static final long POLL_MILLIS = 200;

    private final KubernetesClient client;
    private final String namespace;
    private List<String> command = List.of();

    ClientPod(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Starts it, in place of one that an earlier run may have left. */
    void start(Pod pod, Consumer<String> tell) throws InterruptedException {
        close();
        client.resource(pod).inNamespace(namespace).create();
        Waiting.until(START, this::missing, tell);
    }

    private PodResource resource() {
        return client.pods().inNamespace(namespace).withName(NAME);
    }

    private Optional<String> missing() {
        Pod now = resource().get();
        if (now == null
                || now.getStatus() == null
                || !"Running".equals(now.getStatus().getPhase())) {
            return Optional.of("waiting for pod " + NAME + (now == null ? "" : PodTroubles.text(List.of(now))));
        }
        command = FeedCommand.in(resource().getLog());
        return command.isEmpty() ? Optional.of("waiting for the program of pod " + NAME) : Optional.empty();
    }

    /**
     * Obeys an order.
     *
     * @param done told now and then how many samples are done
     */
    FeedReply feed(FeedOrder order, Samples samples, IntConsumer done) throws InterruptedException {
        return feed(order, samples, () -> true, done, lines -> FeedReply.parse(lines, order.count(), samples));
    }

    /**
     * Obeys an order to feed over and over.
     *
     * @param enough asked again and again until it says so
     * @param done told now and then how many samples are done
     */
    FeedReply loop(FeedOrder order, Samples samples, BooleanSupplier enough, IntConsumer done)
            throws InterruptedException {
        return feed(order, samples, enough, done, lines -> FeedReply.parseLoop(lines, samples));
    }

    private interface Parser {
        FeedReply parse(List<String> lines) throws IOException;
    }

    private FeedReply feed(FeedOrder order, Samples samples, BooleanSupplier enough, IntConsumer done, Parser parser)
            throws InterruptedException {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        ProgressLines progress = new ProgressLines(done);
        try (ExecWatch process = resource()
                .redirectingInput(BUFFER)
                .writingOutput(answers)
                .writingError(progress)
                .exec(command.toArray(String[]::new))) {
            FeedWire.write(process.getInput(), order, samples, progress::await);
            awaitEnough(process, order, enough);
            Integer code = process.exitCode().get();
            if (code == null || code != 0) {
                throw new StoryFailure("the client in pod " + NAME + " ended with " + code + ": " + progress.rest());
            }
            List<String> lines =
                    answers.toString(StandardCharsets.UTF_8).lines().toList();
            return parser.parse(lines);
        } catch (ExecutionException e) {
            throw new StoryFailure("the connection to pod " + NAME + " was lost: " + e.getCause() + progress.rest(), e);
        } catch (IOException e) {
            throw new StoryFailure("feeding from pod " + NAME + " failed: " + e.getMessage() + progress.rest(), e);
        }
    }

    /** Tells the client when it is enough, unless it has ended by then; one that does not loop ends by itself. */
    private static void awaitEnough(ExecWatch process, FeedOrder order, BooleanSupplier enough)
            throws IOException, InterruptedException, ExecutionException {
        while (order.loop() && !process.exitCode().isDone()) {
            if (enough.getAsBoolean()) {
                process.getInput().write('\n');
                process.getInput().flush();
                return;
            }
            try {
                process.exitCode().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillFeeding) {
                continue;
            }
        }
    }

    /** Removes the pod and waits until it is gone. */
    @Override
    public void close() throws InterruptedException {
        resource().withGracePeriod(0).delete();
        Waiting.until(
                START,
                () -> resource().get() == null ? Optional.empty() : Optional.of("pod " + NAME + " is still there"),
                text -> {});
    }
}
