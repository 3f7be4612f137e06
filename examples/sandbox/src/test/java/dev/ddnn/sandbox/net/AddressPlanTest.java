package dev.ddnn.sandbox.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressPlanTest {
    @Test
    void slotsNeverShareAnAddress() {
        // Given
        Set<String> seen = new HashSet<>();

        // When / Then
        for (int slot = 0; slot < AddressPlan.SLOTS; slot++) {
            AddressPlan plan = new AddressPlan(slot);
            assertThat(seen.add(plan.lockAddress())).isTrue();
            assertThat(seen.add(plan.serviceRange())).isTrue();
            for (int i = 1; i <= AddressPlan.PODS; i += 7) {
                assertThat(seen.add(AddressPlan.dialable(plan.podAddress(i)))).isTrue();
            }
            for (int i = 1; i <= AddressPlan.NODES; i++) {
                assertThat(seen.add(plan.nodeAddress(i))).isTrue();
            }
            for (int i = 0; i < 60_000; i += 97) {
                assertThat(seen.add(plan.relayAddress(i))).isTrue();
            }
        }
    }

    @Test
    void podsHaveTwoFaces() {
        assertThat(new AddressPlan(2).podAddress(1)).isEqualTo("198.18.32.2");
        assertThat(AddressPlan.dialable("198.18.32.2")).isEqualTo("127.18.32.2");
        assertThat(AddressPlan.dialable("10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void slotOutsideTheRangeIsRefused() {
        assertThatThrownBy(() -> new AddressPlan(16)).hasMessage("slot must be 0 to 15, found 16");
    }
}
