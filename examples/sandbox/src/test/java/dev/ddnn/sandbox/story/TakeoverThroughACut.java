package dev.ddnn.sandbox.story;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.sandbox.report.RevisionCheck;
import dev.ddnn.sandbox.report.RevisionModels;
import dev.ddnn.sandbox.report.RolloutSummaries;
import dev.ddnn.sandbox.report.RolloutSummary;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.Followers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A retrained model takes over while one of six cameras is cut off: the others go on without it, and it has the new model when it is
 * back. Samples flow meanwhile, and no answer is a mixture.
 */
final class TakeoverThroughACut implements AwayAndGone.Meanwhile {
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final int SOME = 40;
    private static final int SHARE = 30;
    private static final String MODEL_B = "../digits-retrain/model/digits-b.onnx";

    private final DigitsSandbox digits;
    private final Path folder;
    private final StatusStory told;
    private final String before;
    private final List<Outcome> outcomes = new ArrayList<>();
    private String after = "";
    private Flow flow;

    /** @param folder for files */
    TakeoverThroughACut(DigitsSandbox digits, Path folder) throws Exception {
        this.digits = digits;
        this.folder = folder;
        this.told = new StatusStory(digits.digits());
        this.before = Objects.requireNonNull(status().currentRevision());
        this.flow = new Flow(digits, view -> true);
    }

    private DDNNStatus status() {
        return Objects.requireNonNull(digits.digits().get().getStatus());
    }

    /** The new model answers the first samples. The camera that is cut off has its client with it. */
    @Override
    public void beforeTheCut(String view) throws Exception {
        digits.installation().upload(digits.folder(), List.of(new Story.Upload("digits-b", MODEL_B)));
        apply(Files.writeString(folder.resolve("b.yaml"), manifestOfB()));
        eventually(SOON, this::status, s -> assertThat(s.rollout())
                .isNotNull()
                .matches(r -> Objects.equals(r.percent(), SHARE)));
        after = Objects.requireNonNull(status().targetRevision());
        flowOn(other -> !other.equals(view));
    }

    /** The others have the new model, and the status says who has not. */
    @Override
    public void duringTheCut(String node) throws Exception {
        eventually(SOON, this::status, s -> {
            assertThat(s.currentRevision()).isEqualTo(after);
            assertThat(s.rollout()).isNull();
        });
        assertThat(Objects.requireNonNull(status().sections()).get(0)).satisfies(camera -> {
            assertThat(camera.ready()).isEqualTo(5);
            assertThat(camera.offline()).isEqualTo(1);
            assertThat(camera.message()).contains("node '" + node + "' is offline since ");
        });
        assertThat(Followers.all(digits)).isFalse();
    }

    /** The camera that was away has the new model as well; then the old one is asked back. */
    @Override
    public void afterTheCut() throws Exception {
        eventually(SOON, () -> Followers.all(digits), all -> assertThat(all).isTrue());
        flowOn(view -> true);
        eventually(SOON, flow::done, done -> assertThat(done).isGreaterThan(SOME));
        List<Outcome> last = flow.stop();
        assertThat(last).allSatisfy(o -> assertThat(o.verdict())
                .isNotNull()
                .matches(v -> v.revision().equals(after) && v.isComplete() && !v.degraded()));
        outcomes.addAll(last);
        nothingIsMixed();
        statusToldTheTruth();
        apply(original());
    }

    @Override
    public void atLast() {
        eventually(SOON, this::status, s -> {
            assertThat(s.currentRevision()).isEqualTo(before);
            assertThat(s.rollout()).isNull();
        });
    }

    @Override
    public void close() throws Exception {
        flow.close();
        told.close();
        apply(original());
    }

    private void flowOn(Predicate<String> views) throws Exception {
        outcomes.addAll(flow.stop());
        flow = new Flow(digits, views);
    }

    private Path original() {
        return digits.manifests().resolve("10.DDNN.digits.yaml");
    }

    private String manifestOfB() throws Exception {
        byte[] model = Files.readAllBytes(digits.folder().resolve(MODEL_B));
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
        return Files.readString(original())
                        .replace("uri: hub:digits", "uri: hub:digits-b")
                        .replaceFirst("sha256: \\w{64}", "sha256: " + digest)
                + "  rollout: {steps: [{percent: " + SHARE + ", hold: 14s}]}\n";
    }

    private void apply(Path manifest) throws Exception {
        digits.kubectl("apply", "--server-side", "-f", manifest.toString());
    }

    private void nothingIsMixed() throws Exception {
        Map<String, String> files = Map.of(before, digits.story().feed().model(), after, MODEL_B);
        try (RevisionModels models = RevisionModels.open(
                digits.folder(), digits.story(), digits.digits().spec(), files)) {
            RolloutSummary summary =
                    RolloutSummaries.of(outcomes, new RevisionCheck(models.on(digits.samples())), null, List.of());
            System.out.println(summary);
            assertThat(summary.mixed()).isZero();
            assertThat(summary.refused()).isZero();
            assertThat(summary.perRevision()).containsOnlyKeys(before, after);
        }
    }

    /** It waits for the camera as long as its node is believed to be there, goes on without it, and says when it has caught up. */
    private void statusToldTheTruth() {
        eventually(SOON, this::ends, all -> assertThat(all).last().satisfies(line -> {
            assertThat(line.message()).isEqualTo("revision '" + after + "' answers everywhere");
            assertThat(line.ready()).isEqualTo(6);
        }));
        assertThat(ends()).first().satisfies(line -> {
            assertThat(line.message()).isEqualTo("revision '" + after + "' answers in every pod that is ready");
            assertThat(line.ready()).isEqualTo(5);
            assertThat(line.offline()).isEqualTo(1);
        });
    }

    private List<StatusStory.Line> ends() {
        return told.lines().stream()
                .filter(line -> line.reason().equals("RolledOut") && after.equals(line.revision()))
                .toList();
    }
}
