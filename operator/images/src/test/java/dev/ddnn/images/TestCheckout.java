package dev.ddnn.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A checkout as its build leaves it, a Java runtime and a system, each with just a few tiny files, all of one time. */
final class TestCheckout {
    private final Path folder;
    private final Instant time;

    TestCheckout(Path folder, Instant time) {
        this.folder = folder;
        this.time = time;
    }

    /** Images of it. */
    List<Image> images(Arch arch) throws IOException {
        for (String module : List.of("operator", "inference-pods/hub", "inference-pods/section-pod")) {
            write(module + "/target/quarkus-app/quarkus-run.jar", module);
            write(module + "/target/quarkus-app/entrypoint", "#!/bin/sh");
            write(module + "/target/quarkus-app/lib/main/dev.ddnn.ddnn-model-0.1.0-SNAPSHOT.jar", "ours");
            engine(module + "/target/quarkus-app/lib/main/engine.jar", arch);
        }
        engine("examples/sandbox/target/lib/engine.jar", arch);
        write("examples/sandbox/target/ddnn-sandbox-0.1.0-SNAPSHOT.jar", "sandbox");
        String loader = "/lib64/ld-test.so";
        write(
                "jre/bin/java",
                TestElf.of(arch).startedBy(loader).needs("libc.so.6").build());
        write("jre/release", "JAVA_VERSION=\"17\"");
        write("root" + loader, TestElf.of(arch).build());
        write("root/lib/" + arch.triplet() + "/libc.so.6", TestElf.of(arch).build());
        return new ImageSet(
                        folder,
                        wanted -> new Platforms.Ready(wanted, folder.resolve("jre"), folder.resolve("root")),
                        new ContentStore(folder.resolve("store")))
                .of(arch);
    }

    private void engine(String name, Arch arch) throws IOException {
        Path jar = write(name, "");
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("linux/libengine.so"));
            out.write(TestElf.of(arch).build());
        }
        Files.setLastModifiedTime(jar, FileTime.from(time));
    }

    private Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private Path write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
