package dev.ddnn.trainer.net;

import dev.ddnn.trainer.data.ViewGrid;
import java.util.List;

/**
 * The network of the digits example: 140 bits from each of six devices to the gateway, 64 bits from there to the cloud.
 * Pooling stands before norm and rectifier because it commutes with the rectifier and leaves less to compute.
 */
public final class DigitsNetwork {

    /** Classes: the digits 0 to 9. */
    public static final int CLASSES = 10;

    private static final int GATEWAY_BITS = 64;

    private DigitsNetwork() {}

    /** Its description. */
    public static NetworkSpec spec() {
        ViewGrid grid = ViewGrid.DIGITS;
        Stack device = device(grid);
        return new NetworkSpec(grid, CLASSES, device, gateway(grid, device.output()), cloud());
    }

    private static Stack device(ViewGrid grid) {
        return new Stack(
                "device",
                TensorShape.maps(1, grid.viewHeight(), grid.viewWidth()),
                List.of(
                        new Conv(16, 3),
                        new MaxPool(2),
                        new Norm(),
                        new Relu(),
                        new Conv(4, 3),
                        new Norm(),
                        new Sign()));
    }

    private static Stack gateway(ViewGrid grid, TensorShape features) {
        return new Stack(
                "gateway",
                TensorShape.maps(
                        features.channels(), features.height() * grid.rows(), features.width() * grid.columns()),
                List.of(
                        new Conv(24, 3),
                        new MaxPool(2),
                        new Norm(),
                        new Relu(),
                        new Conv(32, 3),
                        new Norm(),
                        new Relu(),
                        new Flatten(),
                        new Linear(GATEWAY_BITS, false),
                        new Norm(),
                        new Sign()));
    }

    private static Stack cloud() {
        return new Stack(
                "cloud",
                TensorShape.vector(GATEWAY_BITS),
                List.of(
                        new Linear(256, false),
                        new Norm(),
                        new Relu(),
                        new Linear(256, false),
                        new Norm(),
                        new Relu(),
                        new Linear(CLASSES, true)));
    }
}
