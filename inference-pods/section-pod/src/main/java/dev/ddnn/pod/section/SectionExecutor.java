package dev.ddnn.pod.section;

import java.util.List;
import java.util.Map;

/** Computes one branch. Instances serve several threads at once. */
public interface SectionExecutor extends AutoCloseable {
    /**
     * Computes the outputs of one sample. Inputs that the branch does not compute with, since they only pass through it, are
     * ignored.
     *
     * @return the values of each computed output by tensor name
     * @throws SectionFailedException if the engine fails
     */
    Map<String, float[]> run(List<NamedTensor> inputs) throws SectionFailedException;

    /** Gives the engine's memory back. Not called while a sample is computed. */
    @Override
    void close();
}
