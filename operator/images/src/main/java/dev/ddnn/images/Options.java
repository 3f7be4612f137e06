package dev.ddnn.images;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param command what to do
 * @param archs for which machines
 * @param out folder of the archives, if another than the usual one
 * @param prefix registry and path that images are pushed to; only with {@code push}
 * @param tag of the images
 * @param insecure whether the registry may be without TLS
 */
record Options(
        Command command,
        List<Arch> archs,
        @Nullable Path out,
        @Nullable String prefix,
        String tag,
        boolean insecure) {
    /** The version that the manifests name. */
    static final String VERSION = "0.1.0-SNAPSHOT";

    static final String USAGE = """
            operator/install/images tar [--out DIR] [--arch amd64|arm64|all]
                writes DIR/{operator,hub,section-pod,story-client}-ARCH.tar, by default into operator/images/target/images
            operator/install/images push REGISTRY/PREFIX [--tag TAG] [--arch amd64|arm64|all] [--insecure]
                pushes REGISTRY/PREFIX/{operator,hub,section-pod,story-client}:TAG; TAG is 0.1.0-SNAPSHOT unless given
            operator/install/images sizes [--arch amd64|arm64|all]
                prints what the images take, and fails where one is over its limit
            Without --arch the images are for this machine's processor.""";

    /** What can be done. */
    enum Command {
        TAR("--out", "--arch"),
        PUSH("--tag", "--arch", "--insecure"),
        SIZES("--arch");

        private final List<String> options;

        Command(String... options) {
            this.options = List.of(options);
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads the arguments.
     *
     * @throws ImageException if they are not understood
     */
    static Options parse(List<String> arguments) {
        var left = new ArrayDeque<>(arguments);
        Command command = Optional.ofNullable(left.poll())
                .flatMap(word -> Arrays.stream(Command.values())
                        .filter(known -> known.word().equals(word))
                        .findFirst())
                .orElseThrow(() -> new ImageException("The first word says what to do.\n" + USAGE));
        String prefix = command == Command.PUSH ? prefix(left.poll()) : null;
        List<Arch> archs = List.of(Arch.ofThisMachine());
        Path out = null;
        String tag = VERSION;
        boolean insecure = false;
        while (!left.isEmpty()) {
            String option = left.remove();
            if (!command.options.contains(option)) {
                throw new ImageException(
                        command.word() + " knows " + command.options + ", found " + option + ".\n" + USAGE);
            }
            switch (option) {
                case "--insecure" -> insecure = true;
                case "--arch" -> archs = archs(value(option, left.poll()));
                case "--out" -> out = Path.of(value(option, left.poll()));
                default -> tag = value(option, left.poll());
            }
        }
        return new Options(command, archs, out, prefix, tag, insecure);
    }

    private static String prefix(@Nullable String word) {
        if (word == null || word.startsWith("-") || !word.contains("/") || word.endsWith("/")) {
            throw new ImageException("push needs REGISTRY/PREFIX, for example registry.example.org/ddnn; found "
                    + (word == null ? "nothing" : word) + ".\n" + USAGE);
        }
        return word;
    }

    private static String value(String option, @Nullable String word) {
        if (word == null || word.startsWith("--")) {
            throw new ImageException(option + " needs a value.\n" + USAGE);
        }
        return word;
    }

    private static List<Arch> archs(String value) {
        if (value.equals("all")) {
            return List.of(Arch.values());
        }
        return Arrays.stream(Arch.values())
                .filter(arch -> arch.imageName().equals(value))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> new ImageException("--arch is amd64, arm64 or all, found " + value + "."));
    }
}
