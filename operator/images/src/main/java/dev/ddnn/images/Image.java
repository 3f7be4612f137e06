package dev.ddnn.images;

import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An image, ready to be written or pushed.
 *
 * @param part what it starts
 * @param arch for which machine
 * @param layers seldom changed ones first
 * @param entrypoint the command
 * @param environment its variables
 */
record Image(Part part, Arch arch, List<Layer> layers, List<String> entrypoint, Map<String, String> environment) {
    /** Of everything in images: the content decides, not the day. */
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    /** The image in Jib's terms. */
    JibContainerBuilder toJib() {
        return Jib.fromScratch()
                .setPlatforms(Set.of(new Platform(arch.imageName(), "linux")))
                .setFormat(ImageFormat.Docker)
                .setCreationTime(TIME)
                .setUser(Base.USER)
                .setWorkingDirectory(AbsoluteUnixPath.get(Part.HOME))
                .setEnvironment(environment)
                .setLabels(Map.of(
                        "org.opencontainers.image.title",
                        "ddnn-" + part.imageName(),
                        "org.opencontainers.image.licenses",
                        "Apache-2.0"))
                .setEntrypoint(entrypoint)
                .setFileEntriesLayers(layers.stream().map(Image::toJib).toList());
    }

    private static FileEntriesLayer toJib(Layer layer) {
        var builder = FileEntriesLayer.builder().setName(layer.name());
        layer.entries()
                .forEach((inImage, entry) -> builder.addEntry(
                        entry.source(),
                        AbsoluteUnixPath.get(inImage.toString()),
                        FilePermissions.fromOctalString(Integer.toOctalString(entry.mode())),
                        TIME));
        return builder.build();
    }
}
