package dev.ddnn.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AsMadeTest {
    @Test
    void theHashIsOfTheValueAndNotOfItsOrder() {
        var one = new LinkedHashMap<String, Object>();
        one.put("kind", "Service");
        one.put("spec", Map.of("ports", List.of(1, 2)));
        var other = new LinkedHashMap<String, Object>();
        other.put("spec", Map.of("ports", List.of(1, 2)));
        other.put("kind", "Service");

        assertThat(AsMade.hash(one)).isEqualTo(AsMade.hash(other));
        assertThat(AsMade.hash(Map.of("kind", "Service", "spec", Map.of("ports", List.of(2, 1)))))
                .as("the order of a list is a part of its value")
                .isNotEqualTo(AsMade.hash(one));
    }

    @Test
    void whatTheApiServerAddsIsNoDifference() {
        assertThat(holds(
                        Map.of("spec", Map.of("replicas", 1, "volumes", List.of(Map.of("emptyDir", Map.of())))),
                        Map.of(
                                "spec",
                                Map.of(
                                        "replicas",
                                        1,
                                        "strategy",
                                        "RollingUpdate",
                                        "volumes",
                                        List.of(Map.of("name", "a", "emptyDir", Map.of()))))))
                .isTrue();
    }

    @Test
    void whatIsMissingOrOtherwiseIsADifference() {
        Map<String, Object> wanted = Map.of("data", Map.of("a", "1", "b", "2"));
        assertThat(holds(wanted, Map.of("data", Map.of("a", "1")))).isFalse();
        assertThat(holds(wanted, Map.of("data", Map.of("a", "1", "b", "3")))).isFalse();
        assertThat(holds(wanted, Map.of())).isFalse();
        assertThat(holds(wanted, Map.of("data", "1"))).isFalse();
    }

    @Test
    void whoAddsToAListChangesIt() {
        Map<String, Object> wanted = Map.of("env", List.of(Map.of("name", "a")));
        assertThat(holds(wanted, Map.of("env", List.of(Map.of("name", "a", "value", "")))))
                .isTrue();
        assertThat(holds(wanted, Map.of("env", List.of(Map.of("name", "a"), Map.of("name", "b")))))
                .isFalse();
        assertThat(holds(wanted, Map.of("env", List.of(Map.of("name", "b"))))).isFalse();
        assertThat(holds(wanted, Map.of("env", List.of()))).isFalse();
    }

    @Test
    void whatIsNotStoredIsNotMissed() {
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("annotations", null);
        wanted.put("tolerations", List.of());
        assertThat(holds(wanted, Map.of())).isTrue();
        assertThat(holds(Map.of("emptyDir", Map.of()), Map.of())).isFalse();
    }

    @Test
    void amountsAreEqualHoweverTheyAreWrittenAndOtherTextIsNot() {
        assertThat(holds(resources("0.5", "1024Mi"), resources("500m", "1Gi"))).isTrue();
        assertThat(holds(resources("0.5", "1024Mi"), resources("501m", "1Gi"))).isFalse();
        assertThat(holds(Map.of("sizeLimit", "1024Mi"), Map.of("sizeLimit", "1Gi")))
                .isTrue();
        assertThat(holds(Map.of("value", "1024Mi"), Map.of("value", "1Gi"))).isFalse();
    }

    private static Map<String, Object> resources(String cpu, String memory) {
        return Map.of("resources", Map.of("limits", Map.of("cpu", cpu, "memory", memory)));
    }

    private static boolean holds(Map<String, Object> wanted, Map<String, Object> actual) {
        return AsMade.holds(wanted, actual);
    }
}
