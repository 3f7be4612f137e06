package dev.ddnn.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChildGrowthTest {
    @Test
    void aDeploymentGrowsWhereItMakesMorePodsThanBefore() {
        assertThat(ChildNews.grows(deployment(3), deployment(2))).isTrue();
        assertThat(ChildNews.grows(deployment(2), deployment(null))).isTrue();
        assertThat(ChildNews.grows(deployment(2), deployment(2))).isFalse();
        assertThat(ChildNews.grows(deployment(1), deployment(2))).isFalse();
    }

    @Test
    void aDaemonSetGrowsWhereItsControllerHasCountedFewerBefore() {
        assertThat(ChildNews.grows(daemonSet(1L, 3), daemonSet(1L, 2))).isTrue();
        assertThat(ChildNews.grows(daemonSet(1L, 3), daemonSet(1L, 0))).isTrue();
        assertThat(ChildNews.grows(daemonSet(1L, 2), daemonSet(1L, 2))).isFalse();
        assertThat(ChildNews.grows(daemonSet(1L, 3), daemonSet(null, 0)))
                .as("it has just been made")
                .isFalse();
    }

    @Test
    void nothingElseGrows() {
        assertThat(ChildNews.grows(new Pod(), new Pod())).isFalse();
    }

    private static Deployment deployment(@Nullable Integer replicas) {
        return new DeploymentBuilder()
                .withNewSpec()
                .withReplicas(replicas)
                .endSpec()
                .build();
    }

    private static DaemonSet daemonSet(@Nullable Long seen, int wanted) {
        return new DaemonSetBuilder()
                .withNewStatus()
                .withObservedGeneration(seen)
                .withDesiredNumberScheduled(wanted)
                .endStatus()
                .build();
    }
}
