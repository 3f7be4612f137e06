package dev.ddnn.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCountConverterTest {
    private final ByteCountConverter converter = new ByteCountConverter();

    @ParameterizedTest
    @CsvSource({"0, 0", "536870912, 536870912", "1Ki, 1024", "512Mi, 536870912", "2Gi, 2147483648", "1Ti, 1099511627776"
    })
    void sizesAreRead(String text, long bytes) {
        assertThat(converter.convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5Gi", "512M", "512 Mi", "lots"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a size must be a whole number of bytes, with Ki, Mi, Gi or Ti if wanted; found '%s'", text);
    }

    @Test
    void overflowIsRefused() {
        assertThatThrownBy(() -> converter.convert("999999999999999Ti")).hasMessageContaining("8388608Ti");
    }
}
