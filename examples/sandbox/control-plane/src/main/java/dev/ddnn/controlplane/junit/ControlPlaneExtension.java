package dev.ddnn.controlplane.junit;

import dev.ddnn.controlplane.Parts;

/** As {@link ApiServerExtension}, with controllers and scheduler as well. */
public final class ControlPlaneExtension extends ApiServerExtension {

    /** Called by JUnit. */
    public ControlPlaneExtension() {
        super(Parts.ALL);
    }
}
