package dev.ddnn.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** All images of one architecture. They are made together, since they share the layers beneath. */
final class ImageSet {
    private ImageSet() {}

    /**
     * Puts the images together.
     *
     * @param root the checkout, built
     * @param runtime the Java runtime and libraries to use
     * @param store where files are put
     */
    static List<Image> of(Path root, Platforms.Ready runtime, ContentStore store) {
        List<Application> applications = Arrays.stream(Part.values())
                .map(part -> Application.of(part, root, runtime.arch(), store))
                .toList();
        var natives = new LinkedHashSet<Path>();
        applications.forEach(application -> natives.addAll(application.natives().values()));
        List<Layer> base = new Base(runtime.arch(), store).layers(runtime.javaHome(), runtime.libraryRoot(), natives);
        return applications.stream()
                .map(application -> image(application, runtime.arch(), base))
                .toList();
    }

    private static Image image(Application application, Arch arch, List<Layer> base) {
        var layers = new ArrayList<>(base);
        layers.addAll(application.layers());
        boolean natives = !application.natives().isEmpty();
        return new Image(
                application.part(),
                arch,
                List.copyOf(layers),
                application.part().entrypoint(natives),
                application.environment());
    }
}
