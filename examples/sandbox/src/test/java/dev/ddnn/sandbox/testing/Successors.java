package dev.ddnn.sandbox.testing;

import dev.ddnn.sandbox.pod.PodProcess;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Whether processes that were killed have successors, and bills were written twice since: by an operator that began with what is stored. */
public final class Successors implements BooleanSupplier {
    private static final int ROUNDS = 2;

    private final DigitsSandbox digits;
    private final List<PodProcess> killed;
    private final Supplier<Set<String>> bills;
    private Set<String> last = Set.of();
    private int rounds = -1;

    /**
     * @param bills versions of the bills as they are stored
     */
    public Successors(DigitsSandbox digits, List<PodProcess> killed, Supplier<Set<String>> bills) {
        this.digits = digits;
        this.killed = List.copyOf(killed);
        this.bills = bills;
    }

    @Override
    public synchronized boolean getAsBoolean() {
        boolean there = killed.stream()
                .allMatch(one -> digits.processes(one.pod()).stream().anyMatch(now -> !killed.contains(now)));
        if (there && rounds < ROUNDS) {
            Set<String> now = bills.get();
            rounds += now.equals(last) ? 0 : 1;
            last = now;
        }
        return rounds >= ROUNDS;
    }
}
