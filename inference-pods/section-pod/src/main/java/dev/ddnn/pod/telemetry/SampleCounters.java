package dev.ddnn.pod.telemetry;

import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Refused;
import java.time.Duration;

/** Counts each sample once when it comes and once when its fate is known. Samples that are only compared are counted apart. */
public interface SampleCounters {
    /** A sample or part came in. */
    void received();

    /** This section's exit answered. */
    void answeredHere(Answered answer);

    /** A section above answered. */
    void forwarded();

    /** The sample was refused. */
    void refused(Refused refusal);

    /** How long a stage took. */
    void took(Stage stage, Duration time);
}
