package dev.ddnn.operator.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.BranchSpec;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.JoinSpec;
import dev.ddnn.api.v1alpha1.SectionResources;
import dev.ddnn.api.v1alpha1.SectionSpec;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.testing.Cuts;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DDNNValidatorTest {
    private static final DDNNSpec GOOD = DDNNs.camerasGatewayCloud("", "model", 2, "0.5");

    @Test
    void aGoodSpecHasNoViolations() {
        assertThat(DDNNValidator.check(GOOD)).isEmpty();
        assertThat(DDNNValidator.check(GOOD, Map.of("cameras", Tier.Device, "edge", Tier.Edge, "cloud", Tier.Cloud)))
                .isEmpty();
        assertThat(DDNNValidator.check(GOOD, Cuts.camerasGatewayCloud("model", 3, "0.5")))
                .isEmpty();
    }

    static Stream<Arguments> badSpecs() {
        return Stream.of(
                bad(
                        "camera",
                        s -> new SectionSpec(s.name(), null, s.output(), null, null, null, null, null, null, null),
                        "`spec.sections[0].poolRef.name` must be set; found ''. Add it to the manifest."),
                bad(
                        "gateway",
                        s -> join(s, new JoinSpec("5", 2)),
                        "`spec.sections[1].join.timeout` must be a duration with the units h, m, s or ms; found '5'."
                                + " Write it like 50ms, 2s or 1m30s."),
                bad(
                        "gateway",
                        s -> join(s, new JoinSpec("0s", 2)),
                        "`spec.sections[1].join.timeout` must be at least 1ms; found '0s'. Write a longer time."),
                bad(
                        "camera",
                        s -> branches(s, new BranchSpec("view0", "a"), new BranchSpec("view0", "b")),
                        "`spec.sections[0].branches` must name each branch once; found 'view0'. Remove the second one."),
                bad(
                        "cloud",
                        s -> resources(s, Map.of("cpu", new Quantity("2")), Map.of("cpu", new Quantity("1"))),
                        "`spec.sections[2].resources.requests.cpu` must be at most the limit of '1'; found '2'."
                                + " Lower it, or raise the limit."),
                bad(
                        "cloud",
                        s -> resources(s, Map.of("memory", new Quantity("lots")), null),
                        "`spec.sections[2].resources.requests.memory` must be a quantity; found 'lots'."
                                + " Write an amount like 100m or 160Mi."));
    }

    @ParameterizedTest
    @MethodSource("badSpecs")
    void aBadSpecIsToldSo(DDNNSpec spec, String message) {
        assertThat(DDNNValidator.check(spec)).extracting(Violation::message).containsExactly(message);
    }

    static Stream<Arguments> badCuts() {
        return Stream.of(
                bad(
                        "camera",
                        s -> branches(s, new BranchSpec("view7", "a")),
                        "`spec.sections[0].branches` must name branches of the section: view0, view1, view2; found 'view7'."
                                + " Correct the name, or remove the wish."),
                bad(
                        "gateway",
                        s -> join(s, new JoinSpec("2s", 4)),
                        "`spec.sections[1].join.minBranches` must be from 1 to 3, the number of branches that meet there;"
                                + " found '4'. Lower it, or leave it out to wait for all."),
                bad(
                        "camera",
                        s -> DDNNs.replicas(s, 2),
                        "`spec.sections[0].replicas` must be absent or 1, as each of the section's 3 branches runs one pod;"
                                + " found '2'. Remove it."),
                bad(
                        "gateway",
                        s -> DDNNs.replicas(s, 2),
                        "`spec.sections[1].replicas` must be absent or 1, as the 3 branches of one sample must meet in one"
                                + " pod; found '2'. Remove it."));
    }

    @ParameterizedTest
    @MethodSource("badCuts")
    void whatTheCutShowsIsToldToo(DDNNSpec spec, String message) {
        assertThat(DDNNValidator.check(spec, Cuts.camerasGatewayCloud("model", 3, "0.5")))
                .extracting(Violation::message)
                .containsExactly(message);
    }

    @Test
    void tiersThatGoDownAreRefused() {
        assertThat(DDNNValidator.check(GOOD, Map.of("cameras", Tier.Edge, "edge", Tier.Device, "cloud", Tier.Cloud)))
                .extracting(Violation::message)
                .containsExactly(
                        "`spec.sections[1].poolRef.name` must name a pool of tier Edge or above, as the section"
                                + " below runs there; found 'edge' of tier 'Device'. Choose another pool, or put the sections in"
                                + " the order of the data.");
    }

    @Test
    void allErrorsComeAtOnce() {
        // Given
        var spec = new DDNNSpec(null, List.of(), "soon", null, null, null);

        // When
        var violations = DDNNValidator.check(spec);

        // Then
        assertThat(violations)
                .extracting(Violation::field)
                .containsExactly("spec.model.source.uri", "spec.model.source.sha256", "spec.sections", "spec.deadline");
    }

    private static Arguments bad(String section, UnaryOperator<SectionSpec> change, String message) {
        return Arguments.of(DDNNs.with(GOOD, section, change), message);
    }

    private static SectionSpec join(SectionSpec s, JoinSpec join) {
        return new SectionSpec(s.name(), s.poolRef(), s.output(), null, join, s.exit(), null, null, null, null);
    }

    private static SectionSpec branches(SectionSpec s, BranchSpec... branches) {
        return new SectionSpec(
                s.name(), s.poolRef(), s.output(), List.of(branches), s.join(), s.exit(), null, null, null, null);
    }

    private static SectionSpec resources(SectionSpec s, Map<String, Quantity> requests, Map<String, Quantity> limits) {
        return new SectionSpec(
                s.name(),
                s.poolRef(),
                s.output(),
                null,
                s.join(),
                s.exit(),
                null,
                new SectionResources(requests, limits),
                null,
                null);
    }
}
