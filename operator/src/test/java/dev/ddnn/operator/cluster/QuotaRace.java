package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * One round: 64 DDNNs ask at once where ten have room, then the ten go. Who is to be next is judged by what the DDNNs say, and who has
 * what by the pods that exist and by the ledger.
 */
final class QuotaRace implements Callable<String> {
    private static final int DDNNS = 64;
    private static final int ROOM = 10;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Harness harness;
    private final int number;
    private final Runnable secondRush;

    /**
     * @param secondRush called when the first ten go
     */
    QuotaRace(Harness harness, int number, Runnable secondRush) {
        this.harness = harness;
        this.number = number;
        this.secondRush = secondRush;
    }

    @Override
    public String call() {
        // Given
        Instant start = Instant.now();
        var scene = new Scene(harness);
        var crowd = new Crowd(scene);
        crowd.quota("team", null, ROOM);
        try (var watch = new QuotaWatch(harness.admin, scene.namespace, ROOM)) {
            // When
            IntStream.range(0, DDNNS).parallel().forEach(i -> crowd.create("d" + i));

            // Then
            List<String> first = awaitFull(crowd, DDNNS - ROOM);
            awaitServed(crowd, first);
            Duration full = Duration.between(start, Instant.now());

            // When
            List<String> next = oldest(crowd, first);
            secondRush.run();
            first.parallelStream().forEach(crowd::delete);

            // Then
            awaitServed(crowd, next);
            assertThat(awaitFull(crowd, DDNNS - 2 * ROOM)).containsExactlyInAnyOrderElementsOf(next);
            assertThat(watch.problems()).as("round " + number).isEmpty();
            assertThat(watch.most()).isEqualTo(ROOM);
            return "round %d: 10 of 64 got in within %d s, and the 10 that had asked first of the others, within %d s"
                    .formatted(
                            number,
                            full.toSeconds(),
                            Duration.between(start, Instant.now()).toSeconds());
        } finally {
            leave(scene);
        }
    }

    /** Who has got in, once everybody else waits. */
    private static List<String> awaitFull(Crowd crowd, int waiting) {
        return Crowd.holders(crowd.awaitLedger(
                "team",
                LIMIT,
                now -> Crowd.holders(now).size() == ROOM && Crowd.waiters(now).size() == waiting));
    }

    /** Those that asked first, without those that have got in. */
    private static List<String> oldest(Crowd crowd, List<String> holders) {
        return crowd.ddnns().stream()
                .filter(ddnn -> !holders.contains(ddnn.getMetadata().getName()))
                .sorted(Comparator.comparing(
                                (DDNN ddnn) -> ddnn.getStatus().quota().since())
                        .thenComparing(ddnn -> ddnn.getMetadata().getUid()))
                .limit(ROOM)
                .map(ddnn -> ddnn.getMetadata().getName())
                .toList();
    }

    private static void awaitServed(Crowd crowd, List<String> names) {
        List<String> expected = names.stream().sorted().toList();
        Await.value(
                "pods of " + expected,
                LIMIT,
                () -> {
                    crowd.bury();
                    return Optional.of(true).filter(any -> crowd.served().equals(expected));
                },
                () -> crowd.served() + ", " + crowd.ledger("team"));
    }

    private void leave(Scene scene) {
        harness.admin.namespaces().withName(scene.namespace).delete();
        harness.nodes.remove(scene.prefix + "cloud-0");
        harness.admin
                .resources(DDNNNodePool.class)
                .withName(scene.prefix + "cloud")
                .delete();
        harness.hub.forget(scene.namespace);
    }
}
