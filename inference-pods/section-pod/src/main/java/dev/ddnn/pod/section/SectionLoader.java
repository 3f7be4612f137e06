package dev.ddnn.pod.section;

import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.Port;
import java.util.Map;

/** Fetches a branch's file, loads it and computes a few samples, so that the first real one is not slower than the rest. */
public final class SectionLoader {
    private static final int WARM_UP_SAMPLES = 20;
    private final SectionStore store;
    private final Engine engine;

    /** How a verified file becomes an executor. */
    @FunctionalInterface
    public interface Engine {
        /**
         * Loads the file.
         *
         * @throws SectionFailedException if it cannot be loaded
         */
        SectionExecutor load(java.nio.file.Path file) throws SectionFailedException;
    }

    public SectionLoader(SectionStore store, Engine engine) {
        this.store = store;
        this.engine = engine;
    }

    /**
     * A warm executor.
     *
     * @param digest of the branch's file
     * @param branch what must go in and come out
     * @param views number of views of the model
     * @throws SectionFailedException with the reason; a retry may help
     */
    SectionExecutor load(String digest, BranchCut branch, int views) throws SectionFailedException {
        var executor = engine.load(store.fetch(digest));
        try {
            warmUp(executor, branch, views);
            return executor;
        } catch (SectionFailedException | RuntimeException e) {
            executor.close();
            throw e;
        }
    }

    private static void warmUp(SectionExecutor executor, BranchCut branch, int views) throws SectionFailedException {
        int present = views == Integer.SIZE ? -1 : (1 << views) - 1;
        for (int sample = 0; sample < WARM_UP_SAMPLES; sample++) {
            var outputs = executor.run(SectionInputs.rebuild(branch, Map.of(), present, views));
            for (Port port : branch.outputs()) {
                check(port, branch, outputs);
            }
        }
    }

    private static void check(Port port, BranchCut branch, Map<String, float[]> outputs) throws SectionFailedException {
        var values = outputs.get(port.tensor());
        boolean passes =
                branch.inputs().stream().anyMatch(input -> input.tensor().equals(port.tensor()));
        if (values == null && !passes) {
            throw new SectionFailedException("the section's file does not compute '" + port.tensor() + "'");
        }
        if (values != null && values.length != port.size()) {
            throw new SectionFailedException("the section's file computes " + values.length + " values of '"
                    + port.tensor() + "'; the configuration says " + port.size());
        }
    }
}
