package dev.ddnn.api.v1alpha1;

/**
 * What an amount in a spec must be, as rules in words: a pattern binds only what is written as text, {@code -1} without quotes passes it, and
 * nobody reads one. API servers before Kubernetes 1.34 take any of these amounts for a text of 3 MB when they estimate what a rule costs.
 * So a rule of a section's amounts, of which there are many, reads one twice at most, and leaves the exact form to the pattern.
 */
final class AmountRules {
    static final String SELF = "string(self)";

    static final String CORES_WORDS = "cores, 0 to 1000000, such as 2, 500m or \"0.5\"";
    static final String BYTES_WORDS = "bytes, 0 to 1Ei, such as 512Mi, 2Gi or 2000000000";

    /** Of a field. */
    static final String CORES = SELF + ".matches('^[0-9]{1,15}([.][0-9]{1,9})?[mkM]?$') && quantity(" + SELF
            + ").compareTo(quantity('1M')) <= 0";

    /** Of a field. Below a byte nothing can be had: {@code 100m} is a slip of the unit. */
    static final String BYTES = SELF
            + ".matches('^[0-9]{1,19}$|^[0-9]{1,15}([.][0-9]{1,9})?([kMGTPE]|[KMGTPE]i)$') && quantity("
            + SELF + ").compareTo(quantity('1Ei')) <= 0";

    static final String PRICE_WORDS =
            "a decimal, 0 or more, of at most 9 digits before and 9 after the point, such as ";
    static final String WATTS_WORDS =
            "watts, a decimal, 0 or more, of at most 6 digits before and 3 after the point, such as \"2.5\"";

    /** Of a field that is a text. */
    static final String PRICE = "self.matches('" + Limits.PRICE + "')";

    /** Of a field that is a text. */
    static final String WATTS = "self.matches('" + Limits.WATTS + "')";

    static final String SOME_CORES_WORDS = "cores, 0 or more, such as 2, 500m or \"0.5\"";
    static final String SOME_BYTES_WORDS = "bytes, 0 or more, such as 512Mi, 2Gi or 2000000000";
    static final String COUNT_WORDS = "whole numbers, 0 or more, such as 1";

    static final String CPU = "self['cpu']";
    static final String MEMORY = "self['memory']";
    static final String DISK = "self['ephemeral-storage']";

    private static final String IS_INT = "type(";
    private static final String NOT_NEGATIVE = ") == int ? ";
    private static final String OR_TEXT = " >= 0 : isQuantity(";
    private static final String NO_MINUS = ".startsWith('-') && !";

    /** Of amounts by resource. */
    static final String CPU_IS_CORES = "!('cpu' in self) || (" + IS_INT + CPU + NOT_NEGATIVE + CPU + OR_TEXT + CPU
            + ") && !" + CPU + NO_MINUS + "['i', 'M', 'G', 'T'].exists(unit, " + CPU + ".endsWith(unit)))";

    private static final String NO_THOUSANDTHS = ".endsWith('m'))";

    /** Of amounts by resource. */
    static final String MEMORY_IS_BYTES = "!('memory' in self) || (" + IS_INT + MEMORY + NOT_NEGATIVE + MEMORY + OR_TEXT
            + MEMORY + ") && !" + MEMORY + NO_MINUS + MEMORY + NO_THOUSANDTHS;

    /** Of amounts by resource. */
    static final String DISK_IS_BYTES = "!('ephemeral-storage' in self) || (" + IS_INT + DISK + NOT_NEGATIVE + DISK
            + OR_TEXT + DISK + ") && !" + DISK + NO_MINUS + DISK + NO_THOUSANDTHS;

    private static final String IS_COUNT =
            "!k.contains('/') || (type(self[k]) == int ? self[k] >= 0 : !self[k].startsWith('-') && ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'].exists(digit, self[k].endsWith(digit)))";

    /** Of amounts by resource. */
    static final String OTHERS_ARE_COUNTS = "self.all(k, " + IS_COUNT + ")";

    /** The first that is none. */
    static final String NO_COUNT = "string(self[self.filter(k, !(" + IS_COUNT + "))[0]])";

    static final String FOUND = "; found \\'' + ";
    static final String END = " + '\\''";

    private AmountRules() {}
}
