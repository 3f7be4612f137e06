package dev.ddnn.pod;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The pod's program. */
@QuarkusMain
public class PodMain {
    PodMain() {}

    /** Runs until the pod is told to stop. */
    public static void main(String... arguments) {
        FreshNames.always();
        Quarkus.run(arguments);
    }
}
