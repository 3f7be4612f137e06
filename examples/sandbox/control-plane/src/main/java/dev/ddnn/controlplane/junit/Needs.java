package dev.ddnn.controlplane.junit;

import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import org.opentest4j.TestAbortedException;

/** For tests that need a program beside Kubernetes' own. */
public final class Needs {

    private Needs() {}

    /**
     * Makes a program ready.
     *
     * @param <T> what it comes as
     */
    @FunctionalInterface
    public interface Program<T> {
        /** Finds or makes it. */
        T get() throws ProgramsUnavailable, InterruptedException;
    }

    /**
     * Returns the program; skips the test where it is unavailable, with a printed reason and remedy. With
     * DDNN_REQUIRE_ALL_TIERS=true in the environment the test fails instead.
     */
    public static <T> T orSkip(Class<?> test, Program<T> program) {
        try {
            return program.get();
        } catch (ProgramsUnavailable e) {
            var reason = test.getSimpleName() + ": " + e.getMessage();
            if (Boolean.parseBoolean(System.getenv(KubernetesProgramsCondition.REQUIRE_ALL))) {
                throw new IllegalStateException(KubernetesProgramsCondition.REQUIRE_ALL + "=true, but " + reason, e);
            }
            System.out.println("SKIPPED: " + reason);
            throw new TestAbortedException(reason, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a program was made ready", e);
        }
    }
}
