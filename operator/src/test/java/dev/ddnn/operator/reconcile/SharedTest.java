package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharedTest {
    private final Shared<Node> shared = new Shared<>("nodes");
    private final Reader reader = new Reader();

    @Test
    void whatTheFirstListHeldIsNoNews() {
        shared.add(reader);
        shared.added(node("listed", 4));
        shared.open(new Listed(List.of(node("listed", 4))));

        shared.added(node("listed", 4));
        shared.added(node("come", 5));
        shared.updated(node("come", 5), node("come", 6));
        shared.deleted(node("listed", 4), false);

        assertThat(reader.told).containsExactly("come 5", "come 5 -> 6", "listed gone");
    }

    @Test
    void nobodyIsTakenForNothingThatIsWatched() {
        assertThatThrownBy(shared::objects).hasMessage("nodes are not watched now");
        shared.open(new Listed(List.of(node("a", 1))));
        assertThat(shared.objects().list(node -> true)).hasSize(1);
        shared.close();
        assertThatThrownBy(shared::objects).hasMessage("nodes are not watched now");
    }

    @Test
    void whoeverWaitsHearsOfAFailureAtOnce() {
        shared.failed(new IllegalStateException("forbidden"));

        assertThatThrownBy(() -> shared.await(Duration.ofMinutes(5)))
                .isInstanceOf(OperatorException.class)
                .hasMessage("nodes cannot be watched")
                .hasRootCauseMessage("forbidden");
        assertThatThrownBy(shared::objects).hasMessage("nodes are not watched now");
    }

    @Test
    void whoeverWaitsForTooLongGivesUp() {
        assertThatThrownBy(() -> shared.await(Duration.ofMillis(1))).hasMessage("nodes are not watched after PT0.001S");
    }

    private static Node node(String name, long version) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withResourceVersion(Long.toString(version))
                .endMetadata()
                .build();
    }

    private static final class Reader implements ResourceEventHandler<Node> {
        private final List<String> told = new ArrayList<>();

        @Override
        public void onAdd(Node node) {
            told.add(words(node));
        }

        @Override
        public void onUpdate(Node before, Node node) {
            told.add(words(before) + " -> " + node.getMetadata().getResourceVersion());
        }

        @Override
        public void onDelete(Node node, boolean unseenAtLast) {
            told.add(node.getMetadata().getName() + " gone");
        }

        private static String words(Node node) {
            return node.getMetadata().getName() + " " + node.getMetadata().getResourceVersion();
        }
    }

    private record Listed(List<Node> nodes) implements Cache<Node> {
        @Override
        public Optional<Node> get(ResourceID id) {
            return nodes.stream()
                    .filter(node -> ResourceID.fromResource(node).equals(id))
                    .findFirst();
        }

        @Override
        public Stream<ResourceID> keys() {
            return nodes.stream().map(ResourceID::fromResource);
        }

        @Override
        public Stream<Node> list(Predicate<Node> wanted) {
            return nodes.stream().filter(wanted);
        }
    }
}
