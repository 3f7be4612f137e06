package dev.ddnn.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another program, run to its end. */
final class Command {
    private static final int TOLD = 1500;

    private Command() {}

    /**
     * Runs a program.
     *
     * @param folder its working folder
     * @param minutes after which it is ended
     * @param words program and arguments
     * @throws ImageException with the end of its output if it is missing, fails or takes too long
     */
    static void run(Path folder, int minutes, List<String> words) {
        String program = words.get(0);
        try {
            Path log = Files.createTempFile("ddnn-images", ".log");
            try {
                run(folder, minutes, words, log);
            } finally {
                Files.delete(log);
            }
        } catch (IOException e) {
            throw new ImageException(
                    "Cannot start " + program + ": " + e.getMessage()
                            + ". Install it, or make the images on a machine that has it.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("Interrupted while " + program + " ran.", e);
        }
    }

    private static void run(Path folder, int minutes, List<String> words, Path log)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                throw new ImageException(words.get(0) + " did not end within " + minutes + " minutes. " + output(log));
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new ImageException(String.join(" ", words) + " failed: " + output(log));
        }
    }

    private static String output(Path log) throws IOException {
        String all = Files.readString(log).strip();
        return all.substring(Math.max(0, all.length() - TOLD));
    }
}
