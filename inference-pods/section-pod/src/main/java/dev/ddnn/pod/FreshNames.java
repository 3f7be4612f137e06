package dev.ddnn.pod;

import java.security.Security;

/**
 * Has names looked up whenever they are asked for. By default Java keeps their addresses for 30 seconds, and for 10 that there are none:
 * all that time a pod that replaces another one above would not be found. The JVM's options {@code sun.net.inetaddr.*} do not help,
 * since the JDK's own {@code java.security} goes before them.
 */
final class FreshNames {
    private FreshNames() {}

    /** From now on; to be called before the process looks up its first name, since that is when the JVM reads it. */
    static void always() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }
}
