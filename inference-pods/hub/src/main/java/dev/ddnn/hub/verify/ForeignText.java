package dev.ddnn.hub.verify;

/** Text that someone else chose, made fit for a message or a log: short and on one line. */
public final class ForeignText {
    private static final int MOST = 200;

    private ForeignText() {}

    /** At most so many characters that a message stays readable; control characters become question marks. */
    public static String shown(String text) {
        String start = text.length() <= MOST ? text : text.substring(0, MOST) + "…";
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
