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
 */
record Options(Command command, List<Arch> archs, @Nullable Path out) {
    static final String USAGE = """
            operator/install/images tar [--out DIR] [--arch amd64|arm64|all]
                writes DIR/{operator,hub,section-pod,story-client}-ARCH.tar (DIR: operator/images/target/images)
            operator/install/images sizes [--arch amd64|arm64|all]
                prints what the images take, and fails where one is over its limit""";

    /** What can be done. */
    enum Command {
        TAR,
        SIZES
    }

    /**
     * Reads the arguments.
     *
     * @throws ImageException if they are not understood
     */
    static Options parse(List<String> arguments) {
        var left = new ArrayDeque<>(arguments);
        Command command = Optional.ofNullable(left.poll())
                .flatMap(name -> Arrays.stream(Command.values())
                        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(name))
                        .findFirst())
                .orElseThrow(() -> new ImageException("The first word says what to do.\n" + USAGE));
        List<Arch> archs = List.of(Arch.ofThisMachine());
        Path out = null;
        while (!left.isEmpty()) {
            String option = left.remove();
            String value = Optional.ofNullable(left.poll())
                    .orElseThrow(() -> new ImageException(option + " is unknown or lacks its value.\n" + USAGE));
            switch (option) {
                case "--arch" -> archs = archs(value);
                case "--out" -> out = Path.of(value);
                default -> throw new ImageException("Unknown option " + option + ".\n" + USAGE);
            }
        }
        return new Options(command, archs, out);
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
