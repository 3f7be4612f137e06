package dev.ddnn.operator.cluster;

import dev.ddnn.api.kubeedge.KubeEdgeLabels;
import dev.ddnn.api.kubeedge.NodeGroup;
import dev.ddnn.api.kubeedge.NodeGroupSpec;
import dev.ddnn.api.kubeedge.NodeGroupStatus;
import dev.ddnn.api.kubeedge.NodeGroupStatus.NodeStatus;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Does what KubeEdge's node group controller does: labels members, writes status, deletes pods of nodes that leave. */
final class KubeEdge {
    private static final String DEFINITION = "nodegroups.apps.kubeedge.io";

    private final KubernetesClient client;

    KubeEdge(KubernetesClient client) {
        this.client = client;
    }

    /** The definition of NodeGroups, made of our types, which know a part of the fields. */
    void install() {
        if (definition() == null) {
            client.resource(generated()).create();
        }
        Await.until("NodeGroups are served", () -> client.supports(NodeGroup.class) && isEstablished());
    }

    void uninstall() {
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(DEFINITION)
                .delete();
        Await.until("NodeGroups are not served", () -> definition() == null && !client.supports(NodeGroup.class));
    }

    /** A group with those members. */
    void group(String name, String... members) {
        var group = new NodeGroup();
        group.setMetadata(new ObjectMetaBuilder().withName(name).build());
        group.setSpec(new NodeGroupSpec(List.of(members), null));
        client.resource(group).create();
        for (String member : members) {
            label(member, name);
        }
        status(name, Stream.of(members).map(KubeEdge::succeeded).toList());
    }

    /** The node stops to match: its label goes, and with it the pods that name the group in their nodeSelector. */
    void leave(String group, String node) {
        label(node, null);
        client.pods().inAnyNamespace().list().getItems().stream()
                .filter(pod -> node.equals(pod.getSpec().getNodeName())
                        && pod.getSpec().getNodeSelector() != null
                        && group.equals(pod.getSpec().getNodeSelector().get(KubeEdgeLabels.BELONGING_TO)))
                .forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
    }

    /** The group wants a node that is in another group. */
    void fail(String group, String node) {
        var statuses = new ArrayList<>(client.resources(NodeGroup.class)
                .withName(group)
                .get()
                .getStatus()
                .nodeStatuses());
        statuses.add(new NodeStatus(node, NodeGroupStatus.FAILED, "node has been grouped"));
        status(group, statuses);
    }

    void delete(String group, String... members) {
        client.resources(NodeGroup.class).withName(group).delete();
        for (String member : members) {
            leave(group, member);
        }
    }

    private void status(String group, List<NodeStatus> statuses) {
        client.resources(NodeGroup.class).withName(group).editStatus(current -> {
            current.setStatus(new NodeGroupStatus(statuses));
            return current;
        });
    }

    private static NodeStatus succeeded(String member) {
        return new NodeStatus(member, NodeGroupStatus.SUCCEEDED, "");
    }

    private void label(String node, @Nullable String group) {
        client.nodes().withName(node).edit(current -> new NodeBuilder(current)
                .editMetadata()
                .removeFromLabels(KubeEdgeLabels.BELONGING_TO)
                .addToLabels(group == null ? Map.of() : Map.of(KubeEdgeLabels.BELONGING_TO, group))
                .endMetadata()
                .build());
    }

    private @Nullable CustomResourceDefinition definition() {
        return client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(DEFINITION)
                .get();
    }

    private boolean isEstablished() {
        var definition = definition();
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private static CustomResourceDefinition generated() {
        var definitions = new ArrayList<CustomResourceDefinition>();
        new CRDGenerator()
                .customResourceClasses(List.of(NodeGroup.class))
                .withOutput(new Nowhere())
                .withPostProcessor(new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata generated, String version) {
                        definitions.add((CustomResourceDefinition) generated);
                        return generated;
                    }
                })
                .detailedGenerate();
        var definition = definitions.get(0);
        definition
                .getSpec()
                .getVersions()
                .get(0)
                .getSchema()
                .getOpenAPIV3Schema()
                .getProperties()
                .values()
                .forEach(part -> part.setXKubernetesPreserveUnknownFields(true));
        return definition;
    }

    private static final class Nowhere implements CRDGenerator.CRDOutput<OutputStream> {
        @Override
        public OutputStream outputFor(String name) throws IOException {
            return new ByteArrayOutputStream();
        }

        @Override
        public URI crdURI(String name) {
            return URI.create("file:///" + name);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
