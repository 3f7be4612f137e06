package dev.ddnn.images;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.blob.BlobDescriptor;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.global.JibSystemProperties;
import com.google.cloud.tools.jib.hash.Digests;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.image.json.V22ManifestListTemplate;
import com.google.cloud.tools.jib.image.json.V22ManifestListTemplate.ManifestDescriptorTemplate;
import com.google.cloud.tools.jib.registry.ManifestAndDigest;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * A registry, and how to reach it. User and password come from Docker's configuration file, which {@code docker login}, {@code podman login --compat-auth-file}
 * and {@code crane auth login} write.
 *
 * @param dockerConfig that file
 * @param insecure whether plain HTTP and unknown certificates are accepted, credentials included
 */
record Registry(Path dockerConfig, boolean insecure) {
    private static final Logger LOG = System.getLogger(Registry.class.getName());
    private static final Duration GREETING = Duration.ofSeconds(20);

    /** The usual one of this user. */
    static Registry ofThisUser(boolean insecure) {
        String folder = System.getenv("DOCKER_CONFIG");
        Path base = folder == null || folder.isEmpty()
                ? Path.of(System.getProperty("user.home", "."), ".docker")
                : Path.of(folder);
        return new Registry(base.resolve("config.json"), insecure);
    }

    /**
     * Fails at once where the registry does not speak TLS that this Java trusts. Jib tries a failed handshake again and again, for
     * most of a minute. What else may be wrong is left to the push.
     *
     * @param name of an image there
     */
    void greet(String name) {
        if (insecure) {
            return;
        }
        URI address = URI.create("https://" + reference(name).getRegistry() + "/v2/");
        try {
            HttpClient.newBuilder()
                    .connectTimeout(GREETING)
                    .build()
                    .send(HttpRequest.newBuilder(address).timeout(GREETING).build(), BodyHandlers.discarding());
        } catch (SSLException e) {
            throw failed(name, e);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no answer of {0}: {1}", address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("Interrupted.", e);
        }
    }

    /** The image there, in Jib's terms. */
    RegistryImage image(String name) {
        if (insecure) {
            System.setProperty(JibSystemProperties.SEND_CREDENTIALS_OVER_HTTP, "true");
        }
        ImageReference reference = reference(name);
        return RegistryImage.named(reference)
                .addCredentialRetriever(CredentialRetrieverFactory.forImage(reference, event -> {})
                        .dockerConfig(dockerConfig));
    }

    /**
     * Makes one name stand for the images of several machines, which are there already.
     *
     * @param name the full name
     * @param names of the images by machine
     * @return the digest of the list
     */
    String list(String name, Map<Arch, String> names) {
        try {
            RegistryClient client = client(reference(name));
            var list = new V22ManifestListTemplate();
            for (Map.Entry<Arch, String> image : names.entrySet()) {
                String tag = reference(image.getValue()).getTag().orElseThrow();
                list.addManifest(described(client.pullManifest(tag), image.getKey()));
            }
            String tag = reference(name).getTag().orElseThrow();
            return client.pushManifest(list, tag).toString();
        } catch (IOException | RegistryException | CredentialRetrievalException e) {
            throw failed(name, e);
        }
    }

    private static ManifestDescriptorTemplate described(ManifestAndDigest<?> found, Arch arch) throws IOException {
        BlobDescriptor manifest = Digests.computeDigest(found.getManifest());
        if (!manifest.getDigest().equals(found.getDigest())) {
            throw new IOException(
                    "The registry changed a manifest: pushed " + manifest.getDigest() + ", found " + found.getDigest());
        }
        var entry = new ManifestDescriptorTemplate();
        entry.setMediaType(found.getManifest().getManifestMediaType());
        entry.setDigest(manifest.getDigest().toString());
        entry.setSize(manifest.getSize());
        entry.setPlatform(arch.imageName(), "linux");
        return entry;
    }

    private RegistryClient client(ImageReference reference)
            throws IOException, RegistryException, CredentialRetrievalException {
        Optional<Credential> credential = CredentialRetrieverFactory.forImage(reference, event -> {})
                .dockerConfig(dockerConfig)
                .retrieve();
        var http = new FailoverHttpClient(insecure, insecure, event -> {});
        var factory =
                RegistryClient.factory(EventHandlers.NONE, reference.getRegistry(), reference.getRepository(), http);
        credential.ifPresent(factory::setCredential);
        RegistryClient client = factory.newRegistryClient();
        if (!client.doPushBearerAuth() && credential.isPresent()) {
            client.configureBasicAuth();
        }
        return client;
    }

    private static ImageReference reference(String name) {
        try {
            return ImageReference.parse(name);
        } catch (InvalidImageReferenceException e) {
            throw new ImageException(
                    "No image can have the name " + name
                            + ". A name is REGISTRY/PREFIX/PART:TAG in lower case, for example registry.example.org/ddnn/operator:1.",
                    e);
        }
    }

    /** The failure, with what usually helps. */
    ImageException failed(String name, Exception cause) {
        String remedy = "Log in first if it wants that (docker login or crane auth login, which write " + dockerConfig
                + ")" + (insecure ? "." : ", and use --insecure for a registry without TLS.");
        return new ImageException("Cannot push " + name + ": " + cause.getMessage() + ". " + remedy, cause);
    }
}
