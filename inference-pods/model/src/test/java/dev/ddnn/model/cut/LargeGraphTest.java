package dev.ddnn.model.cut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.model.testing.Cuts;
import dev.ddnn.model.testing.GraphBuilder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * As many nodes and views as are allowed: no stack and no square of the size may stand in the way. What counts is the processor's time
 * of the one thread that cuts, which does not grow where others want the processor too.
 */
class LargeGraphTest {
    private static final int VIEWS = 32;
    private static final int NODES_PER_VIEW = 600;

    @Test
    @Timeout(300)
    void longChainsOfManyViews() throws Exception {
        // Given
        var graph = new GraphBuilder().floats("one", List.of(), 1).floats("minus", List.of(), -1);
        var ends = new String[VIEWS];
        for (var i = 0; i < VIEWS; i++) {
            ends[i] = chain(graph, "v" + i);
        }
        graph.node("Sum", "logits", ends).shape("logits", 2);
        var model = graph.parse();
        var threads = ManagementFactory.getThreadMXBean();
        long started = threads.getCurrentThreadCpuTime();
        // When
        var cut = Cuts.of(model)
                .section("low", "*/t300")
                .section("mid", "*/t500")
                .exiting("top", "logits")
                .cut();
        // Then
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - started))
                .isLessThan(Duration.ofSeconds(10));
        assertThat(cut.sections().get(0).branches()).hasSize(VIEWS);
        assertThat(cut.sections().get(1).branches()).hasSize(VIEWS);
        assertThat(cut.sections().get(2).branches()).hasSize(1);
        assertThat(cut.sections().get(2).branches().get(0).name()).isEqualTo("v0-to-v31");
    }

    private static String chain(GraphBuilder graph, String view) {
        graph.view(view, 2);
        var last = view;
        for (var i = 0; i < NODES_PER_VIEW; i++) {
            var next = view + "/t" + i;
            graph.node("Neg", next, last).shape(next, 2);
            last = next;
        }
        return last;
    }
}
