package dev.ddnn.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the records read and write: as an operator of an older version must, and as server-side apply needs it. */
class RecordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void unknownFieldsAreDropped() {
        // Given
        var newer = "kind: DDNN\napiVersion: ddnn.dev/v1alpha1\nspec: {deadline: 1s, training: {paused: true}}";
        // When
        var read = Serialization.unmarshal(newer, DDNN.class);
        // Then
        assertThat(read.getSpec()).isEqualTo(new DDNNSpec(null, null, "1s", null, null, null));
    }

    @Test
    void quantitiesMayBeWholeNumbers() {
        // Given
        var written = "requests: {cpu: 1, memory: 64Mi}";
        // When
        var read = Serialization.unmarshal(written, SectionResources.class);
        // Then
        assertThat(read.requests()).isEqualTo(Map.of("cpu", new Quantity("1"), "memory", new Quantity("64Mi")));
    }

    @Test
    void nullIsNotWritten() throws JsonProcessingException {
        // Given
        var status = new DDNNStatus(4L, null, null, List.of(), null, null);
        // When
        var written = JSON.writeValueAsString(status);
        // Then an empty list is written, for it says that there is nothing
        assertThat(written).isEqualTo("{\"observedGeneration\":4,\"addresses\":[]}");
    }

    @Test
    void defaultsNameConstants() {
        // Given the defaults as texts, for annotations; When
        var encoding = Encoding.valueOf(Defaults.ENCODING);
        var onUpstreamLoss = OnUpstreamLoss.valueOf(Defaults.ON_UPSTREAM_LOSS);
        // Then
        assertThat(encoding).isEqualTo(Encoding.Float32);
        assertThat(onUpstreamLoss).isEqualTo(OnUpstreamLoss.AnswerLocally);
    }

    @Test
    void tiersStandInTheOrderOfTheData() {
        // Given all tiers; When
        var order = Tier.values();
        // Then
        assertThat(order).containsExactly(Tier.Device, Tier.Edge, Tier.Cloud);
    }
}
