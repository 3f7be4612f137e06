package dev.ddnn.hub;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a number of bytes as Kubernetes writes it: {@code 536870912} or {@code 512Mi}. */
public final class ByteCountConverter implements Converter<Long> {
    private static final long serialVersionUID = 1;
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})(Ki|Mi|Gi|Ti)?");
    private static final Map<String, Long> UNITS =
            Map.of("Ki", 1L << 10, "Mi", 1L << 20, "Gi", 1L << 30, "Ti", 1L << 40);

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if the text has another form; the message says which are allowed
     */
    @Override
    public Long convert(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a size must be a whole number of bytes, with Ki, Mi, Gi or Ti if wanted; found '%s'"
                            .formatted(text));
        }
        long unit = matcher.group(2) == null ? 1 : UNITS.getOrDefault(matcher.group(2), 1L);
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a size must be below 8388608Ti; found '%s'".formatted(text), e);
        }
    }
}
