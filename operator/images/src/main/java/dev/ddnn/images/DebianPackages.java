package dev.ddnn.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Packages of a Debian or Ubuntu of another architecture, fetched and unpacked as an ordinary user. apt works on lists of its own here, so the machine
 * need not know the other architecture, and checks signatures as it always does. Nothing of the packages is run.
 */
final class DebianPackages {
    private static final int UPDATE_MINUTES = 5;
    private static final int DOWNLOAD_MINUTES = 15;
    private static final int UNPACK_MINUTES = 5;

    private final Path folder;
    private final Consumer<String> say;

    /**
     * Packages.
     *
     * @param folder where they are kept, outside of the checkout
     * @param say told what takes a while
     */
    DebianPackages(Path folder, Consumer<String> say) {
        this.folder = folder;
        this.say = say;
    }

    /**
     * A folder that has the packages' files as they would be under {@code /}.
     *
     * @param arch for which machine
     * @param packages their names; the newest versions that the machine's own sources offer
     * @throws ImageException if this machine has no apt, or no source has the packages
     */
    Path unpacked(Arch arch, List<String> packages) {
        Path root = folder.resolve("root");
        if (Files.isDirectory(root)) {
            say.accept("Using the packages unpacked in " + root + "; delete " + folder + " to fetch newer ones.");
            return root;
        }
        try {
            Path archives = fresh(folder.resolve("archives"));
            Path unpacking = fresh(folder.resolve("unpacking"));
            say.accept(
                    "Fetching " + String.join(", ", packages) + " for " + arch.imageName() + " by apt into " + folder);
            download(arch, packages, archives);
            for (Path archive : archivesIn(archives)) {
                say.accept("  " + archive.getFileName());
                Command.run(
                        folder, UNPACK_MINUTES, List.of("dpkg-deb", "-x", archive.toString(), unpacking.toString()));
            }
            Files.move(unpacking, root, StandardCopyOption.ATOMIC_MOVE);
            Trees.delete(archives);
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + folder, e);
        }
    }

    private void download(Arch arch, List<String> packages, Path archives) throws IOException {
        for (String made : List.of("state/lists/partial", "cache/archives/partial")) {
            Files.createDirectories(folder.resolve(made));
        }
        Path status = folder.resolve("state/status");
        if (!Files.exists(status)) {
            Files.createFile(status);
        }
        Command.run(archives, UPDATE_MINUTES, apt(arch, List.of("update")));
        var download = new ArrayList<>(List.of("download"));
        download.addAll(packages);
        Command.run(archives, DOWNLOAD_MINUTES, apt(arch, download));
    }

    private List<String> apt(Arch arch, List<String> arguments) {
        var command = new ArrayList<>(List.of("apt-get", "-q"));
        for (String option : List.of(
                "APT::Architecture=" + arch.imageName(),
                "APT::Architectures=" + arch.imageName(),
                "APT::Sandbox::User=",
                "Acquire::Languages=none",
                "Dir::State=" + folder.resolve("state"),
                "Dir::State::status=" + folder.resolve("state/status"),
                "Dir::Cache=" + folder.resolve("cache"))) {
            command.add("-o");
            command.add(option);
        }
        command.addAll(arguments);
        return command;
    }

    private static List<Path> archivesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .sorted()
                    .toList();
        }
    }

    private static Path fresh(Path folder) throws IOException {
        Trees.delete(folder);
        return Files.createDirectories(folder);
    }
}
