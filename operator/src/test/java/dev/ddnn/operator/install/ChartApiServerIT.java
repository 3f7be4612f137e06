package dev.ddnn.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the chart renders is what kustomize renders. */
@ExtendWith(HelmExtension.class)
class ChartApiServerIT {
    private static final String SYSTEM = "ddnn-system";
    private static final String DEPLOYMENT = "Deployment ddnn-system/ddnn-operator";
    private static final String HUB = "Deployment ddnn-system/ddnn-hub";

    private static final String POLICY = "NetworkPolicy ddnn-system/ddnn-operator";

    /** Helm makes the namespace, or the user does. */
    private static final String NAMESPACE = "Namespace -/ddnn-system";

    @Test
    void withoutValuesItRendersTheBase(Tools tools) throws Exception {
        // Given / When / Then
        same(chart(tools), kustomize(tools, "base"), "base");
    }

    @Test
    void valuesThatAreTakenAwayCountAsNotSet(Tools tools) throws Exception {
        // Given / When / Then
        same(chart(tools, "--set", "hub.authorities=null"), kustomize(tools, "base"), "base");
    }

    @Test
    void watchedNamespacesRenderTheNamespacedOverlay(Tools tools) throws Exception {
        // Given / When / Then
        same(chart(tools, "--set", "watchNamespaces={team-a,team-b}"), kustomize(tools, "namespaced"), "namespaced");
    }

    @Test
    void serviceMonitorRendersTheMonitoringComponent(Tools tools) throws Exception {
        // Given / When / Then
        same(chart(tools, "--set", "serviceMonitor.enabled=true"), component(tools, "monitoring"), "monitoring");
    }

    @Test
    void sizeOfAClaimRendersTheComponentForPersistentUploads(Tools tools) throws Exception {
        // Given / When / Then
        same(chart(tools, "--set", "hub.data.claimSize=4Gi"), component(tools, "persistent-uploads"), "uploads");
    }

    private static Map<String, JsonNode> component(Tools tools, String name) throws Exception {
        Path overlay = Files.createDirectories(Path.of("target/with-" + name));
        Files.writeString(
                overlay.resolve("kustomization.yaml"),
                "resources: [../../install/base]\ncomponents: [../../install/" + name + "]\n");
        return Manifests.parse(tools.ok("kubectl", "kustomize", "operator/target/with-" + name));
    }

    @Test
    void valuesReachTheOperator(Tools tools) throws Exception {
        // Given
        String values = """
                image: {registry: "registry.example:5000/ddnn", tag: "1.2", pullPolicy: Always}
                imagePullSecrets: [{name: first}, {name: second}]
                operator:
                  replicas: 3
                  resources: {requests: {cpu: 1}, limits: {memory: 300Mi}}
                  nodeSelector: {role: infrastructure}
                  tolerations: [{key: infrastructure, operator: Exists}]
                """;

        // When
        JsonNode deployment = chart(tools, "-f", file(values)).get(DEPLOYMENT);

        // Then
        JsonNode pod = deployment.at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(container.at("/image").asText()).isEqualTo("registry.example:5000/ddnn/operator:1.2");
        assertThat(container.at("/imagePullPolicy").asText()).isEqualTo("Always");
        assertThat(container.at("/env/1/value").asText()).isEqualTo("registry.example:5000/ddnn/section-pod:1.2");
        assertThat(container.at("/resources").toString())
                .isEqualTo("{\"limits\":{\"memory\":\"300Mi\"},\"requests\":{\"cpu\":1,\"memory\":\"160Mi\"}}");
        assertThat(pod.at("/imagePullSecrets").toString()).isEqualTo("[{\"name\":\"first\"},{\"name\":\"second\"}]");
        assertThat(pod.at("/nodeSelector/role").asText()).isEqualTo("infrastructure");
        assertThat(pod.at("/tolerations/0/operator").asText()).isEqualTo("Exists");
    }

    @Test
    void valuesReachTheOtherObjects(Tools tools) throws Exception {
        // Given
        String values = """
                hub: {data: {existingClaim: models}, authorities: {configMap: company, key: root.pem}}
                networkPolicies: {apiServerPorts: [16443]}
                crds: {install: false}
                pools:
                  - name: cloud
                    spec: {tier: Cloud, nodes: {selector: {matchLabels: {site: cloud}}}}
                """;

        // When
        Map<String, JsonNode> objects =
                chart(tools, "-f", file(values), "--api-versions", "ddnn.dev/v1alpha1/DDNNNodePool");

        // Then
        assertThat(objects.get(HUB).at("/spec/template/spec/volumes/0").toString())
                .isEqualTo("{\"name\":\"data\",\"persistentVolumeClaim\":{\"claimName\":\"models\"}}");
        assertThat(objects.get(HUB)
                        .at("/spec/template/spec/volumes/2/configMap/name")
                        .asText())
                .isEqualTo("company");
        assertThat(objects.get(HUB)
                        .at("/spec/template/spec/containers/0/env/2/value")
                        .asText())
                .isEqualTo("/etc/ddnn-hub/authorities/root.pem");
        assertThat(objects.get(POLICY).at("/spec/egress/0/ports").toString())
                .isEqualTo("[{\"port\":16443,\"protocol\":\"TCP\"}]");
        assertThat(objects.get("DDNNNodePool -/cloud").at("/spec").toString())
                .isEqualTo("{\"nodes\":{\"selector\":{\"matchLabels\":{\"site\":\"cloud\"}}},\"tier\":\"Cloud\"}");
        assertThat(objects.keySet()).noneMatch(key -> key.startsWith("CustomResourceDefinition"));
    }

    @Test
    void anotherNamespaceIsUsedThroughout(Tools tools) throws Exception {
        // Given / When
        Tools.Result result = tools.template("elsewhere");

        // Then
        assertThat(result.output()).contains("http://hub.elsewhere.svc:8080").doesNotContain(SYSTEM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operator.replicas=0 | at '/operator/replicas': minimum: got 0, want 1",
                "operator.replica=2 | at '/operator': additional properties 'replica' not allowed",
                "image.pullPolicy=Often | at '/image/pullPolicy': value must be one of 'IfNotPresent', 'Always', 'Never'",
                "image.registry=ddnn.dev/ | at '/image/registry': 'ddnn.dev/' does not match pattern",
                "watchNamespaces={Team} | at '/watchNamespaces/0': 'Team' does not match pattern",
                "pools[0].name=cloud | at '/pools/0': missing property 'spec'",
                "crds.install=maybe | at '/crds/install': got string, want boolean"
            })
    void valuesThatAreNoneAreRefusedByName(String value, String message, Tools tools) throws Exception {
        // Given / When
        Tools.Result result = tools.template(SYSTEM, "--set", value);

        // Then
        assertThat(result.exit()).isNotZero();
        assertThat(result.errors()).contains(message);
    }

    @Test
    void poolsNeedTheirTypeFirst(Tools tools) throws Exception {
        // Given / When
        Tools.Result result = tools.template(
                SYSTEM,
                "--set",
                "pools[0].name=a",
                "--set",
                "pools[0].spec.tier=Edge",
                "--set-json",
                "pools[0].spec.nodes={}");

        // Then
        assertThat(result.exit()).isNotZero();
        assertThat(result.errors()).contains("does not know the type DDNNNodePool yet", "crds.install=false");
    }

    private static String file(String values) throws IOException {
        Path file = Files.createTempFile(Path.of("target").toAbsolutePath(), "values", ".yaml");
        Files.writeString(file, values);
        return file.toString();
    }

    private static Map<String, JsonNode> chart(Tools tools, String... arguments)
            throws IOException, InterruptedException {
        Tools.Result result = tools.template(SYSTEM, arguments);
        assertThat(result.exit()).as(result.errors()).isZero();
        return Manifests.parse(result.output());
    }

    private static Map<String, JsonNode> kustomize(Tools tools, String folder)
            throws IOException, InterruptedException {
        return Manifests.parse(tools.ok("kubectl", "kustomize", "operator/install/" + folder));
    }

    private static void same(Map<String, JsonNode> chart, Map<String, JsonNode> kustomized, String folder) {
        kustomized.remove(NAMESPACE);
        String remedy = "The chart and operator/install/" + folder + " must render the same. Change the template in"
                + " operator/install/chart/templates as the manifest was changed; roles and types are copied:"
                + " mvn -pl crds,operator -am test -Dregenerate -Dtest='GeneratedFilesTest,ChartFilesTest'"
                + " -Dsurefire.failIfNoSpecifiedTests=false";
        assertThat(new TreeSet<>(chart.keySet())).as(remedy).isEqualTo(new TreeSet<>(kustomized.keySet()));
        kustomized.forEach((key, object) -> assertThat(chart.get(key).equals(Manifests::compare, object))
                .as("%s%nby kustomize %s%nby the chart %s%n%s", key, object, chart.get(key), remedy)
                .isTrue());
    }
}
