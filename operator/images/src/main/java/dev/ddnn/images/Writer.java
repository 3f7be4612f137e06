package dev.ddnn.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** Writes images to files that container runtimes load, and to registries. */
final class Writer {
    private final Path cache;

    /**
     * A writer.
     *
     * @param cache where compressed layers are kept between runs
     */
    Writer(Path cache) {
        this.cache = cache;
    }

    /**
     * Writes an image.
     *
     * @param image which
     * @param name the full name that the runtime will know it by
     * @param file where to
     * @return the image's digest
     */
    String tar(Image image, String name, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            return run(image, Containerizer.to(TarImage.at(file).named(name)).setOfflineMode(true));
        } catch (InvalidImageReferenceException e) {
            throw new ImageException("No image can have the name " + name + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ImageException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Pushes an image.
     *
     * @param image which
     * @param name the full name in the registry
     * @param registry how to reach it
     * @return the image's digest
     */
    String push(Image image, String name, Registry registry) {
        registry.greet(name);
        try {
            return run(image, Containerizer.to(registry.image(name)).setAllowInsecureRegistries(registry.insecure()));
        } catch (IOException e) {
            throw registry.failed(name, e);
        }
    }

    private String run(Image image, Containerizer to) throws IOException {
        try {
            JibContainer done = image.toJib()
                    .containerize(to.setToolName("ddnn-images")
                            .setBaseImageLayersCache(cache)
                            .setApplicationLayersCache(cache));
            return done.getDigest().toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("Interrupted.", e);
        } catch (ExecutionException | RegistryException | CacheDirectoryCreationException e) {
            throw new IOException(deepest(e), e);
        }
    }

    private static String deepest(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null && at.getCause() != at) {
            at = at.getCause();
        }
        return at.getMessage() == null ? at.toString() : at.getMessage();
    }
}
