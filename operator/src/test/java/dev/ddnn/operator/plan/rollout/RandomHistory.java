package dev.ddnn.operator.plan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.operator.plan.Revision;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Anything that can happen, in any order; what must hold is checked after each thing. The same seed gives the same history. */
final class RandomHistory {
    private final PlayedWorld world;
    private final List<Revision> all;
    private final Random random;
    private final boolean deletions;

    /**
     * @param deletions whether ConfigMaps are deleted by somebody
     */
    RandomHistory(PlayedWorld world, List<Revision> all, long seed, boolean deletions) {
        this.deletions = deletions;
        this.world = world;
        this.all = all;
        this.random = new Random(seed);
    }

    /** Begins with the first revision at rest, and ends with the one that was wanted last. */
    void play(int length) {
        world.settledOn(all.get(0));
        for (int i = 0; i < length; i++) {
            if (random.nextInt(40) == 0) {
                world.want(all.get(random.nextInt(all.size())));
            }
            if (deletions && random.nextInt(20) == 0) {
                world.lose(PlayedWorld.SECTIONS.get(random.nextInt(3)));
            }
            act();
            String when = "step " + i + " towards " + world.target.name() + ", held " + world.held(all);
            world.assertNeverThree(when);
            world.assertNothingIsRefused(when);
        }
        world.settle();
        String last = (all.indexOf(world.target) + 1) + "!";
        assertThat(world.held(all)).isEqualTo(Map.of("camera", last, "gateway", last, "cloud", last));
    }

    private void act() {
        PlayedPod pod = world.pods.get(random.nextInt(world.pods.size()));
        switch (random.nextInt(8)) {
            case 0, 1 -> world.step();
            case 2 -> world.step(section -> random.nextBoolean());
            case 3 -> pod.leave();
            case 4 -> ifConfigured(pod, () -> pod.comeBack(world.config(pod.section)));
            case 5 -> ifConfigured(pod, () -> followed(pod));
            case 6 -> pod.load();
            default -> pod.report();
        }
    }

    /** Without the ConfigMap, pods cannot start, and those that run go on with what they have. */
    private void ifConfigured(PlayedPod pod, Runnable deed) {
        if (world.config(pod.section) != null) {
            deed.run();
        }
    }

    /** A pod that is not warm for what it is to answer with is not ready. */
    private void followed(PlayedPod pod) {
        pod.follow(world.config(pod.section));
        pod.ready = pod.ready && pod.loaded().contains(pod.followed.answering());
    }
}
