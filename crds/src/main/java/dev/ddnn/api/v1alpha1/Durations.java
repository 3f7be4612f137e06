package dev.ddnn.api.v1alpha1;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the API writes them: one to four numbers, each with a unit, such as {@code 50ms}, {@code 1.5s} or {@code 1m30s}. */
public final class Durations {
    /** What the schema and {@link #parse} both accept. */
    public static final String PATTERN = "^([0-9]{1,5}([.][0-9]{1,3})?(h|ms|m|s)){1,4}$";

    private static final Pattern WHOLE = Pattern.compile(PATTERN);
    private static final Pattern PART = Pattern.compile("([0-9.]+)(h|ms|m|s)");

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws InvalidDurationException if the text does not match {@link #PATTERN}; the schema refuses such a text
     *     before it can get here
     */
    public static Duration parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new InvalidDurationException(text);
        }
        var sum = BigDecimal.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            sum = sum.add(new BigDecimal(parts.group(1)).multiply(micros(parts.group(2))));
        }
        return Duration.of(sum.longValueExact(), ChronoUnit.MICROS);
    }

    private static BigDecimal micros(String unit) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "h" -> 3_600_000_000L;
                    case "m" -> 60_000_000L;
                    case "s" -> 1_000_000L;
                    default -> 1_000L;
                });
    }
}
