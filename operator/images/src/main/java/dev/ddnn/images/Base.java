package dev.ddnn.images;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The layers beneath every image: users and the C library, then the Java runtime. */
final class Base {
    /** The user that images run as: a number, so that Kubernetes sees that it is not root. */
    static final String USER = "65532:65532";

    private static final int FILE = 0644;
    private static final int PROGRAM = 0755;
    private static final int OPEN_FOLDER = 0777;

    private static final String PASSWD =
            "root:x:0:0:root:/:/sbin/nologin\nddnn:x:65532:65532:ddnn:/tmp:/sbin/nologin\n";
    private static final String GROUP = "root:x:0:\nddnn:x:65532:\n";
    private static final String NSSWITCH = "passwd: files\ngroup: files\nhosts: files dns\n";

    private final Arch arch;
    private final ContentStore store;

    /**
     * A base.
     *
     * @param arch for this machine
     * @param store where its files are put
     */
    Base(Arch arch, ContentStore store) {
        this.arch = arch;
        this.store = store;
    }

    /**
     * The layers, seldom changed first.
     *
     * @param javaHome the Java runtime
     * @param libraryRoot where shared libraries are looked for
     * @param natives native libraries of all images: what these need is in the base too, so that images share it
     */
    List<Layer> layers(Path javaHome, Path libraryRoot, Collection<Path> natives) {
        return List.of(system(javaHome, libraryRoot, natives), java(javaHome));
    }

    private Layer system(Path javaHome, Path libraryRoot, Collection<Path> natives) {
        var layer = new Layer("system");
        addText(layer, "/etc/passwd", PASSWD);
        addText(layer, "/etc/group", GROUP);
        addText(layer, "/etc/nsswitch.conf", NSSWITCH);
        layer.add(Path.of("/tmp"), new Layer.Entry(store.emptyFolder(), OPEN_FOLDER, 0));
        var binaries = new ArrayList<Path>(natives);
        JavaRuntime.files(javaHome).forEach(file -> binaries.add(javaHome.resolve(file)));
        new Libraries(arch, libraryRoot)
                .neededBy(binaries)
                .forEach((inImage, file) -> add(layer, inImage, file, PROGRAM));
        return layer;
    }

    private Layer java(Path javaHome) {
        var layer = new Layer("java");
        for (Path file : JavaRuntime.files(javaHome)) {
            Path source = javaHome.resolve(file);
            add(layer, Path.of(Part.JAVA_HOME).resolve(file), source, Files.isExecutable(source) ? PROGRAM : FILE);
        }
        return layer;
    }

    private void addText(Layer layer, String inImage, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        layer.add(Path.of(inImage), new Layer.Entry(store.put(content), FILE, content.length));
    }

    private void add(Layer layer, Path inImage, Path file, int mode) {
        layer.add(inImage, new Layer.Entry(store.put(file), mode, file.toFile().length()));
    }
}
