package dev.ddnn.sandbox.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ddnn.sandbox.launch.Checkout;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.launch.Installation;
import dev.ddnn.sandbox.report.Exits;
import dev.ddnn.sandbox.report.Uncut;
import dev.ddnn.sandbox.story.Entry;
import dev.ddnn.sandbox.story.Feeder;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.SampleSet;
import dev.ddnn.sandbox.story.Story;
import dev.ddnn.sandbox.story.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A tiny model, uploaded, and what is done with DDNNs that use it. */
public final class TinyStory {
    private static final Duration REPLY = Duration.ofSeconds(12);
    private static final float SAME = 1e-4f;

    private final DigitsSandbox digits;
    private final Path folder;
    private final Path model;
    private final List<Story.View> views;

    /**
     * Makes the model and uploads it as {@code hub:tiny-VIEWS}.
     *
     * @param folder for files
     * @param views how many of the story's six
     */
    public TinyStory(DigitsSandbox digits, Path folder, int views) throws Exception {
        this.digits = digits;
        this.folder = folder;
        this.views = digits.story().feed().views().subList(0, views);
        String name = "tiny-" + views;
        this.model = TinyModel.write(folder.resolve(name + ".onnx"), views);
        new Installation(digits.sandbox(), Checkout.find(), System.out::println)
                .upload(folder, List.of(new Story.Upload(name, name + ".onnx")));
    }

    /** Its file. */
    public Path model() {
        return model;
    }

    /** Applies manifests that lie beside the tests and have DIGEST in place of the model's. */
    public void apply(String name) throws Exception {
        apply(name, Map.of());
    }

    /** Applies manifests in which also other words stand in place of something. */
    public void apply(String name, Map<String, String> words) throws Exception {
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(model)));
        try (InputStream in = Objects.requireNonNull(Story.class.getResourceAsStream(name), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("DIGEST", digest);
            for (Map.Entry<String, String> word : words.entrySet()) {
                text = text.replace(word.getKey(), word.getValue());
            }
            Path file = Files.writeString(folder.resolve(name), text);
            digits.kubectl("apply", "--server-side", "-f", file.toString());
        }
    }

    public DeployedDDNN ddnn(String namespace, String name) {
        return new DeployedDDNN(digits.sandbox(), namespace, name);
    }

    /** One entry per pod that takes samples, in the order of the status. */
    public List<Entry> entries(DeployedDDNN ddnn) {
        return ddnn.entriesBesideThePods(views);
    }

    /** Sends samples to one entry. */
    public List<Outcome> feed(Entry entry, int count) throws IOException, InterruptedException {
        return new Feeder(samples(), i -> List.of(entry), 2, REPLY).feed(count, done -> {});
    }

    private SampleSet samples() throws IOException {
        return SampleSet.read(
                digits.folder().resolve(digits.story().feed().data()),
                digits.story().feed().classes(),
                views);
    }

    /** Each sample is answered, at the exit and with the logits of the uncut model. */
    public void areThoseOfTheUncutModel(DeployedDDNN ddnn, List<Outcome> outcomes) throws Exception {
        SampleSet samples = samples();
        try (Uncut uncut = new Uncut(model, Exits.of(ddnn.spec(), model), views)) {
            for (Outcome outcome : outcomes) {
                Verdict verdict = outcome.verdict();
                assertThat(verdict)
                        .as("sample %d: %s", outcome.sample(), outcome.refused())
                        .isNotNull();
                Uncut.Result whole = uncut.run(samples, outcome.sample(), "1");
                assertThat(verdict.degraded()).isFalse();
                assertThat(verdict.exit()).isEqualTo(whole.exit());
                assertThat(verdict.logits()).containsExactly(whole.logits(), within(SAME));
            }
        }
    }
}
