package dev.ddnn.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java runtime with just the modules that the images need, linked from the JDK that runs this. */
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

    private static final long LINK_MINUTES = 5;

    private JavaRuntime() {}

    /**
     * The runtime, linked or from an earlier call with the same JDK.
     *
     * @param cache where runtimes are kept
     * @return its home folder
     * @throws ImageException if the running Java is no JDK, or linking fails
     */
    static Path linked(Path cache) {
        Path jdk = Path.of(System.getProperty("java.home", ""));
        Path home = cache.resolve("java-" + Runtime.version().feature() + "-" + key(jdk));
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
            link(jlink, fresh);
            addCertificates(jdk, fresh);
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a Java runtime in " + cache, e);
        }
    }

    private static void link(Path jlink, Path out) throws IOException {
        delete(out);
        Path log = Files.createTempFile("jlink", ".log");
        try {
            Process process = new ProcessBuilder(List.of(
                            jlink.toString(),
                            "--add-modules",
                            String.join(",", MODULES),
                            "--strip-java-debug-attributes",
                            "--no-header-files",
                            "--no-man-pages",
                            "--output",
                            out.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(LINK_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new ImageException("jlink did not end within " + LINK_MINUTES + " minutes.");
            }
            if (process.exitValue() != 0) {
                throw new ImageException(
                        "jlink failed: " + Files.readString(log).strip()
                                + ". Is the JDK complete (its jmods folder on Debian comes with openjdk-17-jdk-headless)?");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("Interrupted while jlink ran.", e);
        } finally {
            Files.delete(log);
        }
    }

    /** Distributions keep the trusted authorities outside of the JDK's modules. */
    private static void addCertificates(Path jdk, Path home) throws IOException {
        Path trusted = jdk.resolve("lib/security/cacerts");
        if (!Files.isReadable(trusted)) {
            throw new ImageException(
                    "The JDK's file of certificate authorities is missing: " + trusted
                            + ". On Debian it comes with ca-certificates-java; images without it could not fetch models by https.");
        }
        Path target = home.resolve("lib/security/cacerts");
        Files.deleteIfExists(target);
        Files.write(target, Files.readAllBytes(trusted));
    }

    private static String key(Path jdk) {
        String of = jdk + Runtime.version().toString() + MODULES;
        return HexFormat.of().toHexDigits(of.hashCode());
    }

    /** All files of a runtime, sorted, relative to its home. */
    static List<Path> files(Path home) {
        try (var walk = Files.walk(home)) {
            return new ArrayList<>(walk.filter(Files::isRegularFile)
                    .map(home::relativize)
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + home, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** The version in a runtime's own words, for example 17.0.15. */
    static String version(Path home) {
        try {
            return Files.readString(home.resolve("release"), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.substring("JAVA_VERSION=".length()).replace("\"", ""))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the release file of " + home, e);
        }
    }
}
