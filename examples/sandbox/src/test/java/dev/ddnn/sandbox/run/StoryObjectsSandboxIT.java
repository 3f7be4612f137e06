package dev.ddnn.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a run of a story does to objects that were there before it: nothing. */
@ExtendWith(DigitsSandboxExtension.class)
class StoryObjectsSandboxIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String OTHERS = "default";
    private static final String POOL = """
            apiVersion: ddnn.dev/v1alpha1
            kind: DDNNNodePool
            metadata: {name: %s}
            spec: {tier: Cloud, nodes: {selector: {matchLabels: {guests: "%s"}}}}
            """;
    private static final String DDNN_FILE = """
            apiVersion: ddnn.dev/v1alpha1
            kind: DDNN
            metadata: {name: guest}
            spec:
              model: {source: {uri: "hub:none", sha256: "%s"}}
              sections: [{name: cloud, poolRef: {name: guest-new}, exit: {logits: cloud/logits}}]
            """.formatted("0".repeat(64));

    @TempDir
    Path folder;

    /** One for each test: it takes its time to go. */
    private final String namespace = "ddnn-guest-" + NUMBER.incrementAndGet();

    private final List<String> told = new ArrayList<>();
    private KubernetesClient client;
    private Path kubeconfig;

    @BeforeEach
    void story(DigitsSandbox digits) throws Exception {
        client = digits.sandbox().client();
        kubeconfig = digits.sandbox().controlPlane().kubeconfig();
        Files.writeString(folder.resolve("00.yaml"), POOL.formatted("guest-old", "old"));
        Files.writeString(folder.resolve("01.yaml"), POOL.formatted("guest-new", "new"));
        Files.writeString(folder.resolve("10.yaml"), DDNN_FILE);
    }

    @AfterEach
    void remove() {
        client.resources(DDNN.class).inNamespace(OTHERS).withName("guest").delete();
        client.namespaces().withName(namespace).delete();
        client.resources(DDNNNodePool.class).withName("guest-old").delete();
        client.resources(DDNNNodePool.class).withName("guest-new").delete();
    }

    private StoryObjects objects() {
        StoryManifests manifests =
                new StoryManifests(client, Kubectl.find(kubeconfig).orElseThrow(), folder);
        return new StoryObjects(client, namespace, manifests, told::add);
    }

    private DDNNNodePool pool(String name) {
        return client.resources(DDNNNodePool.class).withName(name).get();
    }

    /** Of the pool of others, and when they wrote; whoever writes its status is none of them. */
    private List<String> writers() {
        return pool("guest-old").getMetadata().getManagedFields().stream()
                .filter(entry -> entry.getSubresource() == null)
                .map(entry -> entry.getManager() + " " + entry.getTime())
                .toList();
    }

    private void othersMake(String site) {
        client.resource(Serialization.unmarshal(POOL.formatted("guest-old", site), DDNNNodePool.class))
                .create();
    }

    @Test
    void whatIsThereAndEqualIsUsedAndLeft() throws Exception {
        // Given
        othersMake("old");
        List<String> before = writers();
        StoryObjects first = objects();

        // When
        assertThat(first.problems()).isEmpty();
        first.apply();

        // Then
        assertThat(told)
                .containsExactly(
                        "there already, used as it is, and left there by this run: DDNNNodePool guest-old."
                                + " If an earlier run was killed and left it, 'Removing it' in examples/README.md has the commands",
                        "applying the rest: DDNNNodePool guest-new, DDNN guest");
        assertThat(client.resources(DDNN.class)
                        .inNamespace(namespace)
                        .withName("guest")
                        .get())
                .isNotNull();
        assertThat(objects().problems()).as("of a second run").isEmpty();
        first.close();
        assertThat(client.namespaces().withName(namespace).get()).isNull();
        assertThat(pool("guest-new")).isNull();
        assertThat(writers()).isEqualTo(before);
    }

    @Test
    void whatIsThereAndDiffersIsNamedBeforeAnythingIsMade() throws Exception {
        // Given
        othersMake("elsewhere");
        othersMakeTheNamespace(Map.of());

        // When
        List<String> problems = objects().problems();

        // Then
        assertThat(problems)
                .containsExactly(
                        ("Namespace %1$s is there already, and differs: metadata.labels[pod-security.kubernetes.io/enforce]"
                                        + " must be restricted, found nothing: kubectl label namespace %1$s"
                                        + " pod-security.kubernetes.io/enforce=restricted --overwrite; or, if nobody"
                                        + " needs it: kubectl delete namespace %1$s")
                                .formatted(namespace),
                        "DDNNNodePool guest-old is there already, and differs: spec.nodes.selector.matchLabels.guests must be"
                                + " old, found elsewhere: change the story's manifest, or that field on the cluster; or, if"
                                + " nobody needs it: kubectl delete ddnnnodepool guest-old");
        assertThat(pool("guest-new")).isNull();
    }

    @Test
    void whatOthersMadeOrUseByNowStays() throws Exception {
        // Given
        othersMakeTheNamespace(Map.of(PresentObjects.ENFORCE, PresentObjects.RESTRICTED));
        StoryObjects objects = objects();
        objects.apply();
        client.resource(Serialization.unmarshal(DDNN_FILE, DDNN.class))
                .inNamespace(OTHERS)
                .create();

        // When
        objects.close();

        // Then
        assertThat(client.namespaces().withName(namespace).get()).isNotNull();
        assertThat(client.resources(DDNN.class).inNamespace(namespace).list().getItems())
                .isEmpty();
        assertThat(pool("guest-old")).isNull();
        assertThat(pool("guest-new")).isNotNull();
        assertThat(told)
                .endsWith("leaving node pool guest-new, which DDNN default/guest uses by now; to remove it later:"
                        + " kubectl delete ddnnpool guest-new");
    }

    @Test
    void aRunThatWasKilledIsFoundByTheNextWhichRemovesNothing() throws Exception {
        // Given: it ends without a word
        objects().apply();
        StoryObjects next = objects();

        // When
        assertThat(next.problems()).isEmpty();
        next.apply();
        next.close();

        // Then
        assertThat(told).hasSize(2).last().asString().contains("DDNNNodePool guest-new, DDNN guest. If an earlier run");
        assertThat(next.removal()).isEmpty();
        assertThat(pool("guest-new")).isNotNull();
    }

    private void othersMakeTheNamespace(Map<String, String> labels) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
    }
}
