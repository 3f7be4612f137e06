package dev.ddnn.hub.serve;

/** What application.properties of the tests sets. */
final class TestHub {
    static final int MAX_MODEL_SIZE = 1_000_000;

    private TestHub() {}
}
