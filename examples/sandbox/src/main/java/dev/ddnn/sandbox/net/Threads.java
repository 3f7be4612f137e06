package dev.ddnn.sandbox.net;

/** Daemon threads with small stacks: there are many, and each only copies bytes. */
final class Threads {
    private static final long STACK = 128 * 1024;

    private Threads() {}

    static Thread start(String name, Runnable body) {
        Thread thread = new Thread(null, body, name, STACK);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
