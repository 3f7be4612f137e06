package dev.ddnn.pod.sample;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Lets the first outcome through and no other: whatever goes wrong after a verdict, there is never a second one. */
public final class OnceOnly implements Consumer<Outcome> {
    private final AtomicBoolean given = new AtomicBoolean();
    private final Consumer<Outcome> sender;

    public OnceOnly(Consumer<Outcome> sender) {
        this.sender = sender;
    }

    @Override
    public void accept(Outcome outcome) {
        if (given.compareAndSet(false, true)) {
            sender.accept(outcome);
        }
    }
}
