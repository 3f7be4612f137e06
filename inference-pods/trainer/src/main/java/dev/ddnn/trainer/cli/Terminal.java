package dev.ddnn.trainer.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether a person watches: a bar that is redrawn is noise in a file. */
final class Terminal {

    private Terminal() {}

    /**
     * Up to Java 21 there is a console only on a terminal. Later there may be one elsewhere too, and it tells whether it is
     * a terminal; that method cannot be called directly from code for Java 17.
     */
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("console does not tell whether it is a terminal", e);
        }
    }
}
