package dev.ddnn.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/** All images of one architecture. They are made together, since they share the layers beneath. */
final class ImageSet {
    private final Path root;
    private final Function<Arch, Platforms.Ready> platforms;
    private final ContentStore store;

    /**
     * The images of a checkout.
     *
     * @param root the checkout, built
     * @param platforms what images stand on
     * @param store where files are put
     */
    ImageSet(Path root, Function<Arch, Platforms.Ready> platforms, ContentStore store) {
        this.root = root;
        this.platforms = platforms;
        this.store = store;
    }

    /**
     * Puts the images for one machine together.
     *
     * @throws ImageException if something that they need is not there
     */
    List<Image> of(Arch arch) {
        List<Application> applications = Arrays.stream(Part.values())
                .map(part -> Application.of(part, root, arch, store))
                .toList();
        var natives = new LinkedHashSet<Path>();
        applications.forEach(application -> natives.addAll(application.natives().values()));
        Platforms.Ready platform = platforms.apply(arch);
        List<Layer> base = new Base(arch, store).layers(platform.javaHome(), platform.libraryRoot(), natives);
        return applications.stream()
                .map(application -> image(application, arch, base))
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
