package dev.ddnn.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotTest {
    @Test
    void twoNeverHaveTheSame() throws Exception {
        try (Slot first = Slot.take();
                Slot second = Slot.take()) {
            assertThat(second.addresses()).isNotEqualTo(first.addresses());
        }
    }
}
