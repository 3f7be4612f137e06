package dev.ddnn.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Java runtime with just the modules that the images need, linked by the JDK that runs this. */
final class JavaRuntime {
    /**
     * What the parts and their libraries use: TLS with elliptic curves, JMX for metrics, {@code Unsafe} for Netty, zip file systems for DJL's model
     * files, GSSAPI and SASL types that HTTP clients name. Not java.desktop: it would bring windows, fonts and the libraries of an X server.
     */
    static final List<String> MODULES = List.of(
            "java.base",
            "java.compiler",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.xml",
            "jdk.crypto.ec",
            "jdk.management",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs");

    private static final int LINK_MINUTES = 5;

    private final Path jdk;
    private final Path cache;

    /**
     * Runtimes.
     *
     * @param cache where they are kept
     */
    JavaRuntime(Path cache) {
        this(cache, Path.of(System.getProperty("java.home", "")));
    }

    JavaRuntime(Path cache, Path jdk) {
        this.cache = cache;
        this.jdk = jdk;
    }

    /**
     * The runtime, linked or from an earlier call with the same JDK.
     *
     * @param arch for which machine
     * @param modules folder of that machine's module files, or null for the JDK's own
     * @return its home folder
     * @throws ImageException if the running Java is no JDK, or linking fails
     */
    Path linked(Arch arch, @Nullable Path modules) {
        Path home = cache.resolve("java-" + Runtime.version().feature() + "-" + arch.imageName() + "-" + key(modules));
        if (Files.exists(home)) {
            return home;
        }
        Path jlink = jdk.resolve("bin/jlink");
        if (!Files.isExecutable(jlink)) {
            throw new ImageException(
                    "There is no jlink in " + jdk
                            + ". Install a whole JDK, 17 or newer (on Debian: openjdk-17-jdk-headless), or set JAVA_HOME to one.");
        }
        try {
            Files.createDirectories(cache);
            Path fresh = cache.resolve("linking-" + ProcessHandle.current().pid());
            Trees.delete(fresh);
            Command.run(cache, LINK_MINUTES, command(jlink, modules, fresh));
            addCertificates(fresh);
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a Java runtime in " + cache, e);
        }
    }

    private static List<String> command(Path jlink, @Nullable Path modules, Path out) {
        var command = new ArrayList<String>();
        command.add(jlink.toString());
        if (modules != null) {
            command.addAll(List.of("--module-path", modules.toString()));
        }
        command.addAll(List.of("--add-modules", String.join(",", MODULES)));
        command.addAll(List.of("--strip-java-debug-attributes", "--no-header-files", "--no-man-pages"));
        command.addAll(List.of("--output", out.toString()));
        return command;
    }

    /** Distributions keep the trusted authorities outside of the JDK's modules. */
    private void addCertificates(Path home) throws IOException {
        Path target = home.resolve("lib/security/cacerts");
        Files.deleteIfExists(target);
        Files.write(target, certificates());
    }

    private byte[] certificates() {
        Path trusted = jdk.resolve("lib/security/cacerts");
        if (!Files.isReadable(trusted)) {
            throw new ImageException(
                    "The JDK's file of certificate authorities is missing: " + trusted
                            + ". On Debian it comes with ca-certificates-java; images without it could not fetch models by https.");
        }
        try {
            return Files.readAllBytes(trusted);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + trusted, e);
        }
    }

    /** Changes with the JDK, its authorities, the list of modules, and the module files of another machine. */
    String key(@Nullable Path modules) {
        String of = jdk + Runtime.version().toString() + MODULES + Arrays.hashCode(certificates());
        if (modules != null) {
            Path base = modules.resolve("java.base.jmod");
            of += base + " " + base.toFile().length() + " " + base.toFile().lastModified();
        }
        return HexFormat.of().toHexDigits(of.hashCode());
    }

    /** All files of a runtime, sorted, relative to its home. */
    static List<Path> files(Path home) {
        try (var walk = Files.walk(home)) {
            return walk.filter(Files::isRegularFile)
                    .map(home::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + home, e);
        }
    }
}
