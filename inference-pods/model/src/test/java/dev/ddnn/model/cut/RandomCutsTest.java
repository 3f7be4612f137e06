package dev.ddnn.model.cut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.graph.ModelLimits;
import dev.ddnn.model.graph.ModelRefusedException;
import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.model.testing.Networks;
import dev.ddnn.model.testing.RandomNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever is asked of whatever graph: it is refused with reasons, or the files compute what the whole model computes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomCutsTest {
    private static final int GRAPHS = 120;
    private static final CutSpec EDGES = new CutSpec(List.of(
            new CutSpec.Section(
                    "camera", List.of(new CutSpec.Output(List.of("view*/features"), Encoding.Binary)), null),
            new CutSpec.Section("edge", List.of(new CutSpec.Output(List.of("edge*/mean"), Encoding.Float32)), null),
            new CutSpec.Section("cloud", List.of(), new CutSpec.Exit("cloud/logits", null))));

    private int cuts;
    private int refusals;
    private int manyBranches;

    @Test
    void refusedOrEqual() throws Exception {
        for (var seed = 0; seed < GRAPHS; seed++) {
            // Given
            var network = new RandomNetwork(seed);
            var model = network.parse();
            var sections = 1 + network.random().nextInt(4);
            var lists = network.crossing(network.labels(sections), sections);
            // When
            check(model, spec(network, lists));
            // Then the same with a list spoilt, or with one tensor more
            check(model, spec(network, spoilt(network, lists)));
        }
        assertThat(cuts).isGreaterThan(GRAPHS / 2);
        assertThat(refusals).isGreaterThan(GRAPHS / 8);
        assertThat(manyBranches).isGreaterThan(GRAPHS / 10);
    }

    /** Files come from anywhere: a damaged one is refused when it is read or when it is cut, and nothing else happens. */
    @Test
    void damagedModels() {
        var random = new Random(9);
        var read = 0;
        for (var trial = 0; trial < 3000; trial++) {
            // Given
            var bytes = Networks.edges().bytes();
            for (var i = 0; i < 1 + random.nextInt(3); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                var model = OnnxModel.parse(bytes, ModelLimits.BUNDLED);
                read++;
                // When
                var outcome = Cutter.cut(model, EDGES);
                // Then
                assertThat(outcome.<Boolean>fold(cut -> cut.sections().size() == 3, refused -> !refused.problems()
                                .isEmpty()))
                        .isTrue();
            } catch (ModelRefusedException refused) {
                assertThat(refused.problems()).isNotEmpty();
            }
        }
        assertThat(read).isBetween(500, 2500);
    }

    private void check(OnnxModel model, CutSpec spec) throws Exception {
        var outcome = Cutter.cut(model, spec);
        var cut = outcome.fold(Optional::of, refused -> {
            assertThat(refused.problems()).isNotEmpty();
            return Optional.<Cut>empty();
        });
        if (cut.isEmpty()) {
            refusals++;
            return;
        }
        cuts++;
        manyBranches += cut.get().sections().get(0).branches().size() > 1 ? 1 : 0;
        assertThat(Cutter.cut(model, spec)).isEqualTo(outcome);
        CompositionTest.assertEqual(model, withExits(model, spec, cut.get()));
    }

    /** Adds an exit wherever one may stand, so that values inside are compared too. */
    private static Cut withExits(OnnxModel model, CutSpec spec, Cut cut) {
        var sections = new ArrayList<CutSpec.Section>();
        for (var i = 0; i < cut.sections().size(); i++) {
            var section = spec.sections().get(i);
            var branches = cut.sections().get(i).branches();
            var made = branches.stream()
                    .flatMap(branch -> branch.outputs().stream()
                            .map(Port::tensor)
                            .filter(tensor -> branch.inputs().stream()
                                    .noneMatch(in -> in.tensor().equals(tensor))))
                    .toList();
            var exit = branches.size() == 1 && !made.isEmpty() ? new CutSpec.Exit(made.get(0), "0.5") : section.exit();
            sections.add(new CutSpec.Section(section.name(), section.outputs(), exit));
        }
        return Cutter.cut(model, new CutSpec(sections)).fold(again -> again, refused -> {
            throw new AssertionError("refused with exits: " + refused.problems());
        });
    }

    private static CutSpec spec(RandomNetwork network, List<List<String>> lists) {
        var signs = network.signs();
        var sections = new ArrayList<CutSpec.Section>();
        for (var i = 0; i < lists.size(); i++) {
            var outputs = new ArrayList<CutSpec.Output>();
            for (var tensor : lists.get(i)) {
                outputs.add(new CutSpec.Output(
                        List.of(tensor), signs.contains(tensor) ? Encoding.Binary : Encoding.Float32));
            }
            sections.add(new CutSpec.Section("s" + i, outputs, null));
        }
        sections.add(new CutSpec.Section("top", List.of(), new CutSpec.Exit("logits", null)));
        return new CutSpec(sections);
    }

    private static List<List<String>> spoilt(RandomNetwork network, List<List<String>> lists) {
        var spoilt = new ArrayList<List<String>>();
        for (var list : lists) {
            var copy = new ArrayList<>(list);
            if (!copy.isEmpty() && network.random().nextBoolean()) {
                copy.remove(network.random().nextInt(copy.size()));
            } else {
                copy.add(network.anyTensor());
            }
            spoilt.add(copy.stream().distinct().toList());
        }
        return spoilt;
    }
}
