package dev.ddnn.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RegistryTest {
    private static SSLContext tls;

    @TempDir
    Path folder;

    private TestRegistry server;

    @BeforeAll
    static void aCertificateThatNobodyKnows(@TempDir Path folder) throws IOException, GeneralSecurityException {
        Path store = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var words = new ArrayList<>(List.of(keytool, "-genkeypair", "-keyalg", "EC", "-alias", "test"));
        words.addAll(List.of("-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1"));
        words.addAll(List.of("-storetype", "PKCS12", "-storepass", "secret", "-keystore", store.toString()));
        Command.run(folder, 1, words);
        KeyStore keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "secret".toCharArray());
        tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
    }

    @BeforeEach
    void aRegistry() throws IOException {
        server = new TestRegistry(tls);
    }

    @AfterEach
    void stopped() {
        server.close();
    }

    @Test
    void anImageIsPushedWithTheCredentialsOfDockersConfiguration() throws IOException {
        // Given
        var registry = new Registry(loggedIn(), true);
        Image image = image(Arch.AMD64);

        // When
        String digest = new Writer(folder.resolve("cache")).push(image, name(":1"), registry);

        // Then
        JsonNode manifest = manifest("1");
        assertThat(digest).startsWith("sha256:");
        assertThat(manifest.path("layers")).hasSameSizeAs(image.layers());
        assertThat(manifest.path("layers")).allSatisfy(layer -> assertThat(server.blobs())
                .containsKey(layer.path("digest").asText()));
    }

    @Test
    void oneNameStandsForTheImagesOfSeveralMachines() throws IOException {
        // Given
        var registry = new Registry(loggedIn(), true);
        var writer = new Writer(folder.resolve("cache"));
        Map<Arch, String> names = new EnumMap<>(Arch.class);
        for (Arch arch : Arch.values()) {
            names.put(arch, name(":1-" + arch.imageName()));
            writer.push(image(arch), name(":1-" + arch.imageName()), registry);
        }

        // When
        registry.list(name(":1"), names);

        // Then
        JsonNode list = manifest("1");
        assertThat(list.path("mediaType").asText()).contains("manifest.list");
        assertThat(list.path("manifests")).hasSize(2);
        assertThat(list.path("manifests")
                        .path(1)
                        .path("platform")
                        .path("architecture")
                        .asText())
                .isEqualTo("arm64");
    }

    @Test
    void withoutCredentialsTheMessageSaysHowToLogIn() throws IOException {
        // Given
        var registry = new Registry(folder.resolve("none.json"), true);
        var strict = new Registry(folder.resolve("none.json"), false);
        Image image = image(Arch.AMD64);
        var writer = new Writer(folder.resolve("cache"));

        // Then
        assertThatThrownBy(() -> writer.push(image, name(":1"), registry))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("Cannot push " + name(":1"))
                .hasMessageContaining("docker login");
        assertThatThrownBy(() -> writer.push(image, name(":1"), strict))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("--insecure");
    }

    @Test
    void aNameThatNoImageCanHaveIsRefused() throws IOException {
        // Given
        Image image = image(Arch.AMD64);

        // Then
        assertThatThrownBy(() -> new Writer(folder.resolve("cache"))
                        .push(image, "Example.ORG/Upper:1", new Registry(folder, false)))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("lower case");
    }

    private Image image(Arch arch) throws IOException {
        return new TestCheckout(Files.createDirectories(folder.resolve(arch.imageName())), Instant.EPOCH)
                .images(arch)
                .get(0);
    }

    private Path loggedIn() throws IOException {
        String auth = Base64.getEncoder().encodeToString(TestRegistry.CREDENTIALS.getBytes(StandardCharsets.UTF_8));
        return Files.writeString(
                folder.resolve("config.json"),
                "{\"auths\": {\"" + server.address() + "\": {\"auth\": \"" + auth + "\"}}}");
    }

    private String name(String tag) {
        return server.address() + "/team/ddnn/operator" + tag;
    }

    private JsonNode manifest(String tag) throws IOException {
        byte[] manifest = server.manifests().get("/v2/team/ddnn/operator/manifests/" + tag);
        return new ObjectMapper().readTree(manifest);
    }
}
