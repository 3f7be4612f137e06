package dev.ddnn.trainer.cli;

import dev.ddnn.trainer.train.TrainingProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows training on a terminal as a bar that is redrawn, elsewhere as one line per epoch. */
final class ConsoleProgress implements TrainingProgress {

    private static final int BAR_WIDTH = 30;
    private static final int STEPS_PER_DRAW = 10;

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final long started;

    ConsoleProgress(PrintStream out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
        this.started = nanos.getAsLong();
    }

    @Override
    public void step(State state) {
        if (terminal && (state.epochEnded() || state.stepsDone() % STEPS_PER_DRAW == 0)) {
            out.print("\r" + bar(state) + " " + text(state));
            if (state.stepsDone() == state.steps()) {
                out.println();
            }
            out.flush();
        } else if (!terminal && state.epochEnded()) {
            out.println(text(state));
        }
    }

    private static String bar(State state) {
        int full = BAR_WIDTH * state.stepsDone() / state.steps();
        return "[" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "]";
    }

    private String text(State state) {
        Duration spent = Duration.ofNanos(nanos.getAsLong() - started);
        Duration left = spent.multipliedBy(state.steps() - state.stepsDone()).dividedBy(state.stepsDone());
        return String.format(
                Locale.ROOT,
                "epoch %2d of %d  loss %.4f  %s spent, %s left",
                state.epoch(),
                state.epochs(),
                state.loss(),
                shown(spent),
                shown(left));
    }

    private static String shown(Duration time) {
        return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
