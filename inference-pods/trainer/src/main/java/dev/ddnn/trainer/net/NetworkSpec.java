package dev.ddnn.trainer.net;

import dev.ddnn.trainer.data.ViewGrid;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network over several cameras with an early exit at the gateway and a last one in the cloud.
 *
 * <pre>
 * view i -- device ------------------------ features i            (the same weights at every device)
 * features, present -- laid out as a grid -- map
 * map -- map exit --+
 * mean of present features -- mean exit --+-- gateway logits      (early exit)
 * map -- gateway -- gateway features -- cloud -- cloud logits     (last exit)
 * </pre>
 *
 * <p>Features of absent views count as 0 in the map and do not count at all in the mean.
 *
 * @param grid where the views lie
 * @param classes length of the logits
 * @param device reads one view, ends in a binarised map
 * @param gateway reads the map of all views, ends in a binarised vector
 * @param cloud reads the gateway's vector, ends in logits
 */
public record NetworkSpec(ViewGrid grid, int classes, Stack device, Stack gateway, Stack cloud) {

    /** Grey values of a view are multiplied by this, inside the network. */
    public static final float PIXEL_SCALE = 1f / 255;

    private static final String MAP_EXIT = "gateway/exit-map";
    private static final String MEAN_EXIT = "gateway/exit-mean";

    /** Checks that the parts fit each other. */
    public NetworkSpec {
        requireEqual("device input", TensorShape.maps(1, grid.viewHeight(), grid.viewWidth()), device.input());
        TensorShape features = device.output();
        requireEqual(
                "gateway input",
                TensorShape.maps(
                        features.channels(), features.height() * grid.rows(), features.width() * grid.columns()),
                gateway.input());
        requireEqual("cloud input", gateway.output(), cloud.input());
        requireEqual("cloud output", TensorShape.vector(classes), cloud.output());
    }

    /** Linear map from the grid of features to the classes. */
    public NamedLayer mapExit() {
        return new NamedLayer(
                MAP_EXIT,
                new Linear(classes, true),
                TensorShape.vector(gateway.input().elements()));
    }

    /** Linear map from the mean of the present views' features to the classes. */
    public NamedLayer meanExit() {
        return new NamedLayer(
                MEAN_EXIT,
                new Linear(classes, true),
                TensorShape.vector(device.output().elements()));
    }

    /** All parameters, in the order of computation. */
    public List<ParameterSpec> parameters() {
        return Stream.of(
                        device.named().stream(),
                        Stream.of(mapExit(), meanExit()),
                        gateway.named().stream(),
                        cloud.named().stream())
                .flatMap(layers -> layers)
                .flatMap(layer -> layer.parameters().stream())
                .toList();
    }

    /** Bytes of one view's binarised features, eight to a byte. */
    public int deviceBytes() {
        return packed(device.output().elements());
    }

    /** Bytes of the gateway's binarised features, eight to a byte. */
    public int gatewayBytes() {
        return packed(gateway.output().elements());
    }

    private static int packed(int bits) {
        return (bits + 7) / 8;
    }

    private static void requireEqual(String what, TensorShape expected, TensorShape found) {
        if (!expected.equals(found)) {
            throw new IllegalArgumentException(
                    "%s: expected %s, found %s".formatted(what, expected.dims(), found.dims()));
        }
    }
}
