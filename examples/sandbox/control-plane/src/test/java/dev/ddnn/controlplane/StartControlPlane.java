package dev.ddnn.controlplane;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM of its own that starts a control plane and waits to be ended. Arguments: directory, parts. */
public final class StartControlPlane {

    private StartControlPlane() {}

    public static void main(String[] arguments) throws Exception {
        var options = ControlPlaneOptions.in(Path.of(arguments[0]))
                .parts(Parts.valueOf(arguments[1]))
                .build();
        System.out.println("STARTING");
        var plane = ControlPlane.start(options);
        System.out.println("READY " + plane.apiServerUrl());
        new CountDownLatch(1).await();
    }
}
