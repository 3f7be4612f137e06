package dev.ddnn.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private final Commands commands = new Commands(
            new Layout(Path.of("/dir")),
            ControlPlaneOptions.in(Path.of("/dir"))
                    .endpoint("127.5.0.1", 0)
                    .serviceCidr("127.99.0.0/16")
                    .build());

    @Test
    void nothingListensOutsideTheGivenAddress() {
        assertThat(commands.apiServer(6443))
                .contains("--bind-address=127.5.0.1", "--advertise-address=127.5.0.1", "--secure-port=6443")
                .contains("--service-cluster-ip-range=127.99.0.0/16");
        assertThat(commands.etcd()).filteredOn(word -> word.contains("://")).allMatch(word -> word.contains("unix://"));
        assertThat(commands.controllerManager()).contains("--secure-port=0");
        assertThat(commands.scheduler()).contains("--secure-port=0");
    }

    @Test
    void eachProgramHasAnIdentityOfItsOwn() {
        assertThat(commands.controllerManager())
                .contains("--kubeconfig=/dir/system-kube-controller-manager.kubeconfig");
        assertThat(commands.scheduler()).contains("--kubeconfig=/dir/system-kube-scheduler.kubeconfig");
    }

    @Test
    void requestsAreRecordedWhereThatIsAskedFor() {
        // Given
        var audited = new Commands(
                new Layout(Path.of("/dir")),
                ControlPlaneOptions.in(Path.of("/dir"))
                        .auditOf("system:serviceaccounts:ddnn-system")
                        .build());

        // When / Then
        assertThat(audited.apiServer(6443)).contains("--audit-log-path=/dir/logs/audit.jsonl");
        assertThat(commands.apiServer(6443)).noneMatch(word -> word.contains("audit"));
    }
}
