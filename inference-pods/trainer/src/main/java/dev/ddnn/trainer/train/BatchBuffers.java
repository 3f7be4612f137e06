package dev.ddnn.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.ddnn.trainer.data.ViewGrid;
import dev.ddnn.trainer.net.NetworkSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The memory behind one batch, filled again and again: a new array for each batch would leave native memory behind until
 * the next garbage collection. The arrays made from it are valid until the next {@link #clear()}.
 */
final class BatchBuffers {

    private final ViewGrid grid;
    private final int classes;
    private final ByteBuffer views;
    private final ByteBuffer present;
    private final ByteBuffer oneHot;
    private final FloatBuffer viewsOut;
    private final FloatBuffer presentOut;
    private final FloatBuffer oneHotOut;
    private int samples;

    BatchBuffers(NetworkSpec spec, int capacity) {
        this.grid = spec.grid();
        this.classes = spec.classes();
        this.views = floats(capacity * grid.views() * grid.viewPixels());
        this.present = floats(capacity * grid.views());
        this.oneHot = floats(capacity * classes);
        this.viewsOut = views.asFloatBuffer();
        this.presentOut = present.asFloatBuffer();
        this.oneHotOut = oneHot.asFloatBuffer();
    }

    private static ByteBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.nativeOrder());
    }

    void clear() {
        viewsOut.clear();
        presentOut.clear();
        oneHotOut.clear();
        samples = 0;
    }

    /**
     * Appends one sample.
     *
     * @param image grey values scaled to 0..1
     * @param viewPresent which views are there
     */
    void add(float[] image, int imageWidth, boolean[] viewPresent, int label) {
        grid.cut(image, imageWidth, viewsOut);
        for (boolean there : viewPresent) {
            presentOut.put(there ? 1 : 0);
        }
        for (int i = 0; i < classes; i++) {
            oneHotOut.put(i == label ? 1 : 0);
        }
        samples++;
    }

    /** Views and presence, as the block takes them. */
    NDList inputs(NDManager manager) {
        return new NDList(
                array(manager, views, new Shape(samples, grid.views(), grid.viewHeight(), grid.viewWidth())),
                array(manager, present, new Shape(samples, grid.views())));
    }

    /** The labels. */
    NDArray oneHot(NDManager manager) {
        return array(manager, oneHot, new Shape(samples, classes));
    }

    private static NDArray array(NDManager manager, ByteBuffer memory, Shape shape) {
        ByteBuffer filled = memory.duplicate().order(ByteOrder.nativeOrder());
        filled.limit(Math.toIntExact(shape.size() * Float.BYTES));
        return manager.create(filled, shape, DataType.FLOAT32);
    }
}
