package dev.ddnn.controlplane.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.Parts;
import dev.ddnn.controlplane.SharedControlPlane;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tests of other modules do. */
@ExtendWith(ApiServerExtension.class)
class SharedControlPlaneApiServerIT {

    private final ControlPlane plane;

    SharedControlPlaneApiServerIT(ControlPlane plane) {
        this.plane = plane;
    }

    @Test
    void allTestsGetTheSameOne(ControlPlane again) throws Exception {
        assertThat(again).isSameAs(plane).isSameAs(SharedControlPlane.get(Parts.API_SERVER));
        assertThat(plane.directory()).hasParent(Path.of("target/control-plane").toAbsolutePath());
    }

    @Test
    void itAnswers() throws Exception {
        assertThat(plane.kubectl("get", "--raw", "/readyz").orFail()).isEqualTo("ok");
        assertThat(plane.kubectl("version", "-o", "yaml").orFail()).doesNotContain("v0.0.0-master");
    }
}
