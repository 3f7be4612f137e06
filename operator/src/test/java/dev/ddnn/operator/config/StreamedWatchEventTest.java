package dev.ddnn.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.api.v1alpha1.DDNN;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedWatchEventTest {
    private static final String METADATA = """
            "metadata": {"name": "digits-camera", "namespace": "acme", "resourceVersion": "7", "labels": {"ddnn.dev/ddnn": "digits"},
              "somethingNew": {"a": [1, 2]}}""";

    private static final String DEPLOYMENT = METADATA + """
            , "spec": {"replicas": 2, "template": {"spec": {"containers": [{"name": "section", "resources": {"limits": {"memory": "1Gi"}}}]}}},
            "status": {"readyReplicas": 1}""";

    private static final String DDNN_OBJECT = """
            "metadata": {"name": "digits", "namespace": "acme"}, "spec": {"sections": [{"name": "camera", "pool": "cameras"}]},
            "status": {"observedGeneration": 3}""";

    private final KubernetesSerialization plain = new KubernetesSerialization();
    private final KubernetesSerialization lean;

    StreamedWatchEventTest() {
        var mapper = new ObjectMapper();
        new LeanObjects().customize(mapper);
        lean = new KubernetesSerialization(mapper, true);
        plain.registerKubernetesResource(DDNN.class);
    }

    @Test
    void whatComesIsWhatTheClientWouldRead() {
        assertThat(sameAsTheClient(event("\"kind\": \"Deployment\", \"apiVersion\": \"apps/v1\", " + DEPLOYMENT)))
                .isInstanceOf(Deployment.class);
        assertThat(sameAsTheClient(event(
                        "\"kind\": \"ConfigMap\", \"apiVersion\": \"v1\", \"data\": {\"a\": \"b\"}, " + METADATA)))
                .isInstanceOf(ConfigMap.class);
        assertThat(sameAsTheClient(event("\"kind\": \"Service\", \"apiVersion\": \"v1\", " + METADATA)))
                .isInstanceOf(Service.class);
        assertThat(sameAsTheClient(event("\"kind\": \"Pod\", \"apiVersion\": \"v1\", " + METADATA)))
                .isInstanceOf(Pod.class);
    }

    @Test
    void aCustomResourceComesWithItsFieldsInTheOrderOfTheAlphabet() {
        assertThat(sameAsTheClient(event("\"apiVersion\": \"ddnn.dev/v1alpha1\", \"kind\": \"DDNN\", " + DDNN_OBJECT)))
                .isInstanceOfSatisfying(DDNN.class, ddnn -> {
                    assertThat(ddnn.getSpec().sections()).hasSize(1);
                    assertThat(ddnn.getStatus().observedGeneration()).isEqualTo(3);
                });
    }

    @Test
    void anotherOrderOfFieldsIsReadToo() {
        assertThat(sameAsTheClient(event(DEPLOYMENT + ", \"kind\": \"Deployment\", \"apiVersion\": \"apps/v1\"")))
                .isInstanceOf(Deployment.class);
        assertThat(sameAsTheClient(
                        "{\"object\": {\"kind\": \"Service\", \"apiVersion\": \"v1\", %s}, \"type\": \"DELETED\"}"
                                .formatted(METADATA)))
                .isInstanceOf(Service.class);
    }

    @Test
    void whatNobodyKnowsComesAsItIs() {
        assertThat(sameAsTheClient(
                        event("\"apiVersion\": \"apps.kubeedge.io/v1alpha1\", \"kind\": \"NodeGroup\", " + METADATA)))
                .isInstanceOf(GenericKubernetesResource.class);
        assertThat(
                        sameAsTheClient(
                                event(
                                        "\"kind\": \"Status\", \"apiVersion\": \"v1\", \"metadata\": {}, \"code\": 410, \"reason\": \"Expired\"")))
                .isInstanceOfSatisfying(
                        Status.class, status -> assertThat(status.getCode()).isEqualTo(410));
    }

    @Test
    void aBookmarkHasNothingButItsVersion() {
        String bookmark = event("""
                "kind": "Pod", "apiVersion": "v1", "metadata": {"resourceVersion": "7", "creationTimestamp": null},
                "spec": {"containers": null}, "status": {}""").replace("MODIFIED", "BOOKMARK");

        WatchEvent read = lean.unmarshal(bookmark, WatchEvent.class);

        assertThat(read.getType()).isEqualTo("BOOKMARK");
        assertThat(read.getObject()).isInstanceOfSatisfying(Pod.class, pod -> {
            assertThat(pod.getKind()).isEqualTo("Pod");
            assertThat(pod.getMetadata().getResourceVersion()).isEqualTo("7");
        });
    }

    @Test
    void whatComesAfterTheObjectIsPassedOver() {
        WatchEvent read = lean.unmarshal(
                "{\"type\": \"ADDED\", \"object\": {\"kind\": \"Service\", \"apiVersion\": \"v1\"}, \"more\": [{}]}",
                WatchEvent.class);

        assertThat(read.getObject()).isEqualTo(new Service());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"ADDED\", \"object\": {\"kind\": \"Service\", \"apiVersion\": \"v1\", \"metadata\": {",
                "{\"type\": \"ADDED\", \"object\": {\"kind\": \"Serv",
                "{\"type\": \"ADDED\", \"object\": {\"kind\": \"Service\", \"apiVersion\": \"v1\", \"spec\": 3}}"
            })
    void whatIsBrokenIsRefused(String event) {
        assertThatThrownBy(() -> lean.unmarshal(event, WatchEvent.class)).isInstanceOf(KubernetesClientException.class);
    }

    private Object sameAsTheClient(String event) {
        WatchEvent read = lean.unmarshal(event, WatchEvent.class);
        WatchEvent expected = plain.unmarshal(event, WatchEvent.class);
        assertThat(read.getType()).isEqualTo(expected.getType());
        assertThat(read.getObject()).hasSameClassAs(expected.getObject());
        assertThat(plain.asJson(read.getObject())).isEqualTo(plain.asJson(expected.getObject()));
        return read.getObject();
    }

    private static String event(String object) {
        return "{\"type\": \"MODIFIED\", \"object\": {" + object + "}}\n";
    }
}
