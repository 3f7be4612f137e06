package dev.ddnn.trainer.train;

/** Is told how training goes on. */
public interface TrainingProgress {

    /** A progress that nobody follows. */
    TrainingProgress SILENT = state -> {};

    /** Called after every step. */
    void step(State state);

    /**
     * Where training stands.
     *
     * @param epoch from 1
     * @param epochs in all
     * @param stepsDone in all epochs together
     * @param steps in all epochs together
     * @param loss mean over the steps of this epoch so far
     * @param epochEnded whether this was the last step of its epoch
     */
    record State(int epoch, int epochs, int stepsDone, int steps, double loss, boolean epochEnded) {}
}
