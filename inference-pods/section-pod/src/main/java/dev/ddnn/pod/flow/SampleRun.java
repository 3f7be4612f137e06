package dev.ddnn.pod.flow;

import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.UplinkUse;
import dev.ddnn.model.codec.CodecException;
import dev.ddnn.pod.exit.ExitPolicy;
import dev.ddnn.pod.forward.UpwardSample;
import dev.ddnn.pod.join.Joined;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.OnceOnly;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.section.Held;
import dev.ddnn.pod.section.SectionFailedException;
import dev.ddnn.pod.telemetry.SampleCounters;
import dev.ddnn.pod.telemetry.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One joined sample: section, exit, and forward if the exit does not answer. */
final class SampleRun {
    private static final Logger LOG = Logger.getLogger(SampleRun.class);
    private final FailureLog failures;
    private final FlowTools tools;
    private final Executor workers;
    private final SampleCounters counters;
    private final SecondVariant second;

    /**
     * @param tools what the stages work with
     * @param workers where the section is computed
     * @param counters where samples count
     */
    SampleRun(FlowTools tools, Executor workers, SampleCounters counters) {
        this.tools = tools;
        failures = new FailureLog(tools.timer(), LOG);
        this.workers = workers;
        this.counters = counters;
        this.second = new SecondVariant(tools.metrics().shadows());
    }

    /**
     * @param config that holds for the sample
     * @param first the computation whose result goes on
     * @param beside one whose result goes up beside it; absent: none does
     */
    record Task(
            SectionConfig config,
            Computation first,
            @Nullable Computation beside) {
        Held held() {
            return first.held();
        }

        Joined joined() {
            return first.joined();
        }

        ExitPolicy exit() {
            return new ExitPolicy(config.section(), held().name(), joined().present(), held().allPresent());
        }

        /** Whether the hops above are not to be used: the exit here answers, sure or not. */
        boolean staysHere() {
            return config.uplink() == UplinkUse.LocalExitOnly
                    && held().revision().role() == SectionRole.Deciding;
        }

        Refused refused(RefusalCode code, String message) {
            return new Refused(config.section(), code, message);
        }
    }

    void start(Task task, Consumer<Outcome> sender) {
        var done = new OnceOnly(sender);
        long asked = tools.timer().nanos();
        workers.execute(() -> {
            try {
                compute(task, asked, done);
            } catch (CodecException e) {
                refuse(task.refused(RefusalCode.INVALID, String.valueOf(e.getMessage())), done);
            } catch (SectionFailedException | RuntimeException | Error e) {
                // Errors too: whatever a sample runs into, memory that is short among it, it gets its outcome.
                failures.failed(
                        "sample " + task.joined().sample() + " failed in revision "
                                + task.held().name(),
                        e);
                refuse(task.refused(RefusalCode.INTERNAL, String.valueOf(e.getMessage())), done);
            }
        });
    }

    private void compute(Task task, long asked, Consumer<Outcome> done) throws SectionFailedException {
        if (task.joined().deadline().passed(tools.timer())) {
            var section = task.config().section();
            refuse(
                    task.refused(
                            RefusalCode.DEADLINE_EXCEEDED,
                            "the deadline passed before section '" + section + "' could compute the sample"),
                    done);
            return;
        }
        var branch = task.held().branch();
        var encoded = Tensors.inputs(branch, task.joined());
        var computed = task.held().compute(encoded, task.joined().present());
        counters.took(Stage.Section, since(asked));

        var exit = task.held().revision().exit();
        if (exit == null) {
            forward(task, encoded, computed, new Fallback(task.config().onUpstreamLoss(), null, null), done);
            return;
        }
        var logits = computed.get(exit.logits());
        if (logits == null) {
            throw new SectionFailedException("the section does not compute its exit '" + exit.logits() + "'");
        }
        boolean top = task.config().next() == null;
        boolean answers = ExitPolicy.decide(exit, logits, top).fold(answer -> true, forward -> false);
        if (answers) {
            answer(task.exit().answer(logits), done);
        } else if (task.staysHere()) {
            answer(task.exit().answer(logits, DegradedReason.BUDGET), done);
        } else {
            var fallback = new Fallback(task.config().onUpstreamLoss(), task.exit(), logits);
            forward(task, encoded, computed, fallback, done);
        }
    }

    private void forward(
            Task task,
            Map<String, byte[]> encoded,
            Map<String, float[]> computed,
            Fallback fallback,
            Consumer<Outcome> done)
            throws SectionFailedException {
        var upward = new UpwardSample(
                task.joined().sample(),
                task.first().validFor(),
                task.joined().present(),
                task.held().allPresent(),
                encode(task, encoded, computed),
                task.joined().deadline(),
                second.compute(task.beside()),
                task.joined().shadow());
        long sent = tools.timer().nanos();
        tools.next().send(upward, outcome -> {
            counters.took(Stage.Forward, since(sent));
            afterForward(outcome, fallback, done);
        });
    }

    private static Map<String, List<byte[]>> encode(
            Task task, Map<String, byte[]> encoded, Map<String, float[]> computed) throws SectionFailedException {
        try {
            return Tensors.outputs(task.held().branch(), encoded, computed);
        } catch (CodecException e) {
            throw new SectionFailedException("an output does not fit its encoding: " + e.getMessage(), e);
        }
    }

    private void afterForward(Outcome outcome, Fallback fallback, Consumer<Outcome> done) {
        outcome.fold(
                answered -> {
                    counters.forwarded();
                    done.accept(answered);
                    return outcome;
                },
                refused -> fallback.instead(refused)
                        .fold(
                                answered -> {
                                    answer(answered, done);
                                    return outcome;
                                },
                                still -> {
                                    refuse(still, done);
                                    return outcome;
                                }));
    }

    private void answer(Answered answered, Consumer<Outcome> done) {
        counters.answeredHere(answered);
        done.accept(answered);
    }

    private void refuse(Refused refusal, Consumer<Outcome> done) {
        counters.refused(refusal);
        done.accept(refusal);
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(tools.timer().nanos() - nanos);
    }
}
