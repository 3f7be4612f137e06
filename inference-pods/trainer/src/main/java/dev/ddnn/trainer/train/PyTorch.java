package dev.ddnn.trainer.train;

import ai.djl.engine.Engine;

/** The only engine of this module. */
final class PyTorch {

    private PyTorch() {}

    static Engine engine() {
        return Engine.getEngine("PyTorch");
    }
}
