package dev.ddnn.pod;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.security.Security;

/**
 * The pod's program. It keeps no name's addresses: by default Java keeps them for 30 seconds, and for 10 that there are none, and
 * all that time a pod that replaces another one above would not be found.
 */
@QuarkusMain
public class PodMain {
    PodMain() {}

    /** Runs until the pod is told to stop. */
    public static void main(String... arguments) {
        // Read once, with the first name that is looked up.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        Quarkus.run(arguments);
    }
}
