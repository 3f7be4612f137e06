package dev.ddnn.controlplane.programs;

/** Is told what goes on while something takes its time. Calls come from one thread at a time. */
public interface ProgressListener {

    /** Something worth a line of its own: what is about to be done and what it costs, or how it ended. */
    void say(String sentence);

    /**
     * How far the present step is.
     *
     * @param step what is being done, in two or three words
     * @param done how many of {@code total} are finished
     * @param total how many there are; 0 as long as that is not known
     */
    void progress(String step, int done, int total);

    /** Hears nothing. */
    static ProgressListener silent() {
        return new ProgressListener() {
            @Override
            public void say(String sentence) {}

            @Override
            public void progress(String step, int done, int total) {}
        };
    }
}
