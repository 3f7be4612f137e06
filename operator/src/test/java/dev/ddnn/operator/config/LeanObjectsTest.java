package dev.ddnn.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.api.v1alpha1.DDNN;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeanObjectsTest {
    private final ObjectMapper plain = new ObjectMapper();
    private final ObjectMapper lean = new ObjectMapper();

    LeanObjectsTest() {
        new LeanObjects().customize(lean);
    }

    @Test
    void whoSetWhichFieldsIsKeptOnceAndSaysTheSame() throws JsonProcessingException {
        // When
        ConfigMap one = lean.readValue(owned("uid-1"), ConfigMap.class);
        ConfigMap other = lean.readValue(owned("uid-2"), ConfigMap.class);

        // Then
        assertThat(one).isEqualTo(plain.readValue(owned("uid-1"), ConfigMap.class));
        assertThat(lean.readTree(lean.writeValueAsString(one))).isEqualTo(lean.readTree(owned("uid-1")));
        assertThat(fields(one).get("f:data")).isSameAs(fields(other).get("f:data"));
        assertThat(fields(one).get("f:metadata")).isNotEqualTo(fields(other).get("f:metadata"));
    }

    @Test
    void ofThePodsSpecWhatIsReadStays() throws JsonProcessingException {
        // Given
        String pod = """
                {"metadata": {"name": "camera", "labels": {"ddnn.dev/ddnn": "digits"}},
                 "spec": {"nodeName": "cam-1", "volumes": [{"name": "config", "emptyDir": {}}], "tolerations": [{"operator": "Exists"}],
                   "affinity": {"nodeAffinity": {}}, "securityContext": {"runAsNonRoot": true}, "containers": [{"name": "section",
                   "volumeMounts": [{"name": "config", "mountPath": "/config"}], "livenessProbe": {"httpGet": {"port": 8080}},
                   "securityContext": {"privileged": false}, "image": "section-pod", "env": [{"name": "A", "value": "B"}], "ports": [{"hostPort": 8070, "containerPort": 8080}],
                   "resources": {"requests": {"cpu": "50m"}}}]},
                 "status": {"phase": "Running", "podIP": "10.0.0.1", "conditions": [{"type": "Ready", "status": "True"}]}}
                """;

        // When
        Pod read = lean.readValue(pod, Pod.class);

        // Then
        Pod whole = plain.readValue(pod, Pod.class);
        assertThat(read.getMetadata()).isEqualTo(whole.getMetadata());
        assertThat(read.getStatus()).isEqualTo(whole.getStatus());
        assertThat(read.getSpec().getNodeName()).isEqualTo("cam-1");
        var container = read.getSpec().getContainers().get(0);
        assertThat(container.getPorts())
                .isEqualTo(whole.getSpec().getContainers().get(0).getPorts());
        assertThat(container.getResources())
                .isEqualTo(whole.getSpec().getContainers().get(0).getResources());
        assertThat(container.getEnv()).isEmpty();
        assertThat(read.getSpec().getVolumes()).isEmpty();
        assertThat(container.getVolumeMounts()).isEmpty();
    }

    @Test
    void ofWhoSetTheFieldsOfAPodOursStays() throws JsonProcessingException {
        // When
        Pod read = lean.readValue("""
                {"metadata": {"name": "camera", "managedFields": [
                  {"manager": "kubelet", "operation": "Update", "fieldsV1": {"f:status": {}}},
                  {"manager": "ddnn-operator", "operation": "Update", "time": "2026-01-01T00:00:00Z", "fieldsV1": {"f:metadata": {}}}]}}
                """, Pod.class);

        // Then
        assertThat(read.getMetadata().getManagedFields()).singleElement().satisfies(entry -> {
            assertThat(entry.getManager()).isEqualTo("ddnn-operator");
            assertThat(entry.getTime()).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(entry.getFieldsV1()).isNull();
        });
    }

    @Test
    void ofWhatIsNeverComparedWhoAndWhenStays() throws JsonProcessingException {
        // When
        String of = """
                {"apiVersion": "%s", "kind": "%s", "metadata": {"managedFields": [
                  {"manager": "kubectl", "operation": "Apply", "time": "2026-01-01T00:00:00Z", "fieldsV1": {"f:spec": {}}}]}}
                """;
        DDNN ddnn = lean.readValue(of.formatted("ddnn.dev/v1alpha1", "DDNN"), DDNN.class);

        // Then
        assertThat(ddnn.getMetadata().getManagedFields()).singleElement().satisfies(entry -> {
            assertThat(entry.getManager()).isEqualTo("kubectl");
            assertThat(entry.getTime()).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(entry.getFieldsV1()).isNull();
        });
    }

    /** The matcher asks for what we applied; the rest is most of what an object says. */
    @Test
    void ofWhatIsComparedStaysWhatWasAppliedByUs() throws JsonProcessingException {
        // When
        ConfigMap read = lean.readValue("""
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"managedFields": [
                  {"manager": "ddnn-operator", "operation": "Apply", "fieldsV1": {"f:data": {}}},
                  {"manager": "ddnn-operator", "operation": "Update", "fieldsV1": {"f:data": {}}},
                  {"manager": "kubectl", "operation": "Apply", "fieldsV1": {"f:data": {}}},
                  {"fieldsV1": {"f:data": {}}, "operation": "Update", "manager": "of another order"}]}}
                """, ConfigMap.class);

        // Then
        assertThat(read.getMetadata().getManagedFields())
                .extracting(entry -> entry.getFieldsV1() != null)
                .containsExactly(true, false, false, true);
    }

    @Test
    void equalPartsOfTwoDeploymentsAreOneButAmountsKeepTheirWriting() throws JsonProcessingException {
        // When
        Container one = container(lean.readValue(deployment("1Gi"), Deployment.class));
        Container same = container(lean.readValue(deployment("1Gi"), Deployment.class));
        Container other = container(lean.readValue(deployment("1024Mi"), Deployment.class));

        // Then
        assertThat(same).isSameAs(one);
        assertThat(other.getEnv().get(0)).isSameAs(one.getEnv().get(0));
        assertThat(other.getResources().getLimits().get("memory")).hasToString("1024Mi");
        assertThat(lean.readTree(lean.writeValueAsString(one)))
                .isEqualTo(plain.readTree(
                        plain.writeValueAsString(container(plain.readValue(deployment("1Gi"), Deployment.class)))));
    }

    @Test
    void aBookmarkIsReadToo() throws JsonProcessingException {
        // When
        Pod bookmark = lean.readValue("""
                {"kind": "Pod", "apiVersion": "v1", "metadata": {"resourceVersion": "7", "creationTimestamp": null},
                 "spec": {"containers": null}, "status": {}}
                """, Pod.class);

        // Then
        assertThat(bookmark.getMetadata().getResourceVersion()).isEqualTo("7");
    }

    private static Container container(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    private static String deployment(String memory) {
        return """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "camera"}, "spec": {"template": {"spec": {"containers": [
                  {"name": "section", "env": [{"name": "A", "value": "B"}], "resources": {"limits": {"memory": "%s"}}}]}}}}
                """.formatted(memory);
    }

    private static Map<String, Object> fields(ConfigMap map) {
        return map.getMetadata().getManagedFields().get(0).getFieldsV1().getAdditionalProperties();
    }

    private static String owned(String uid) {
        return """
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "camera", "managedFields": [
                  {"manager": "ddnn-operator", "operation": "Apply", "fieldsV1": {
                    "f:data": {"f:section.json": {}},
                    "f:metadata": {"f:ownerReferences": {"k:{\\"uid\\":\\"%s\\"}": {}}}}}]}}
                """.formatted(uid);
    }
}
