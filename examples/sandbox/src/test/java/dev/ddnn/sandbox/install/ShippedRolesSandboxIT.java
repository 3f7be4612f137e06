package dev.ddnn.sandbox.install;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Operator and hub, under the roles that are shipped, are denied nothing, and each right is used. */
@ExtendWith(DigitsSandboxExtension.class)
class ShippedRolesSandboxIT {
    private static final Duration SOON = Duration.ofSeconds(240);

    /**
     * Rights that this story does not use, by the reason why they are granted all the same. What other tests did on the same control
     * plane before may have used some of them.
     */
    private static final Map<String, List<Verb>> UNUSED_HERE = Map.of(
            "the Java Operator SDK does not start without it, but renews the lease by patch",
            List.of(operator("coordination.k8s.io", "leases", "update")),
            "only where KubeEdge is installed, as in the operator's PoolsApiServerIT",
            List.of(
                    operator("apps.kubeedge.io", "nodegroups", "list"),
                    operator("apps.kubeedge.io", "nodegroups", "watch")),
            "only for a Service that is to be other than it was made: another port, or a label that somebody took away",
            List.of(operator("", "services", "patch")),
            "only where admission refuses a pod, as in the operator's RefusedPodsApiServerIT",
            List.of(operator("", "events", "list")),
            "only for a copy on every node, as in the operator's FleetApiServerIT",
            List.of(
                    operator("apps", "daemonsets", "get"),
                    operator("apps", "daemonsets", "create"),
                    operator("apps", "daemonsets", "patch"),
                    operator("apps", "daemonsets", "delete")));

    private static final List<Verb> EXCEPTIONS =
            UNUSED_HERE.values().stream().flatMap(List::stream).toList();

    /** The hub tries to read the Secret that a model names: nothing shipped allows it, and its refusal tells who does. */
    private static final String REFUSED_SECRET = "ddnn-hub: get /api/v1/namespaces/[^/]+/secrets/[^/]+";

    @TempDir
    Path folder;

    @Test
    void nothingIsDeniedAndNothingIsGrantedInVain(DigitsSandbox digits) throws Exception {
        // Given: children come, change and go, within a quota
        DeployedDDNN ddnn = new DeployedDDNN(digits.sandbox(), "default", "shortened");
        try {
            digits.kubectl("apply", "--server-side", "-f", quota());
            digits.kubectl("apply", "--server-side", "-f", manifest(digits, "with-gateway.yaml"));
            ddnn.awaitReady(SOON, System.out::println);
            digits.kubectl("apply", "--server-side", "-f", manifest(digits, "without-gateway.yaml"));

            // When
            SortedSet<Verb> granted = new ShippedRoles(digits.sandbox().client()).granted();
            AuditLog log = eventually(
                    SOON, () -> AuditLog.read(digits.sandbox().controlPlane().auditLog()), read -> assertThat(
                                    unused(granted, read))
                            .as(
                                    "granted in a rbac-….yaml of operator/install/base, but not used: take it out, or add it"
                                            + " to UNUSED_HERE with the reason why this story cannot use it")
                            .isSubsetOf(EXCEPTIONS));

            // Then
            assertThat(log.denied().stream().filter(denied -> !denied.matches(REFUSED_SECRET)))
                    .as("denied: add the verb to a rbac-….yaml of operator/install/base, or do not ask for it")
                    .isEmpty();
            assertThat(granted)
                    .as("exceptions that are none: they are not granted")
                    .containsAll(EXCEPTIONS);
            System.out.printf(
                    "roles: %d rights, %d of them used%n",
                    granted.size(), granted.size() - unused(granted, log).size());
        } finally {
            digits.kubectl("delete", "ddnn", "shortened", "--ignore-not-found");
            digits.kubectl("delete", "ddnnquota", "ample", "--ignore-not-found");
        }
    }

    private static Verb operator(String group, String resource, String verb) {
        return new Verb("ddnn-operator", group, resource, verb);
    }

    private static SortedSet<Verb> unused(SortedSet<Verb> granted, AuditLog log) {
        SortedSet<Verb> unused = new TreeSet<>(granted);
        unused.removeAll(log.asked());
        return unused;
    }

    private String quota() throws IOException {
        return Files.writeString(folder.resolve("quota.yaml"), """
                        apiVersion: ddnn.dev/v1alpha1
                        kind: DDNNQuota
                        metadata: {name: ample, namespace: default}
                        spec: {capacity: {ddnns: 100}}
                        """).toString();
    }

    private String manifest(DigitsSandbox digits, String name) throws Exception {
        String digest =
                Objects.requireNonNull(digits.digits().spec().model()).source().sha256();
        try (InputStream in =
                Objects.requireNonNull(getClass().getResourceAsStream("/dev/ddnn/sandbox/story/" + name), name)) {
            Path file = folder.resolve(name);
            Files.writeString(file, new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("DIGEST", digest));
            return file.toString();
        }
    }
}
