package dev.ddnn.pod.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.OnUpstreamLoss;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.contract.section.SectionConfig.UplinkUse;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.testing.LetterModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway when the budget of bytes above it is used up, and when it is not. */
class SpentBudgetTest {
    private static final int SAMPLES = 500;
    private static final List<String> REVISIONS = List.of("A", "A2");
    private static final Rollout HALF_WAY = new Rollout("B@2", "B", 100, 50);

    @TempDir
    Path directory;

    private Gateway gateway;

    @BeforeEach
    void start() {
        gateway = new Gateway(directory);
        var random = new Random(11);
        for (int i = 0; i < SAMPLES; i++) {
            gateway.see("s" + i, random);
        }
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static SectionConfig config(@Nullable UplinkUse use) {
        return LetterModels.config("gateway", List.of("A2"), null).with(use);
    }

    /** Gives every sample to the gateway once; of every third the second view is missing. */
    private Map<String, Answered> answers() {
        var answers = new HashMap<String, Answered>();
        for (int i = 0; i < SAMPLES; i++) {
            String id = "s" + i;
            gateway.send(0, id, REVISIONS, true, answers);
            if (i % 3 != 0) {
                gateway.send(1, id, REVISIONS, true, answers);
            }
            gateway.timer.advance(Duration.ofMillis(50));
        }
        gateway.timer.advance(Duration.ofSeconds(2));
        assertThat(answers).hasSize(SAMPLES);
        return answers;
    }

    @Test
    void nothingGoesUpAndWhatWouldHaveSaysBudget() {
        // Given
        gateway.follow(config(null));
        var before = answers();
        int unsure = gateway.sentUp();
        assertThat(unsure).isBetween(1, SAMPLES - 1);

        // When
        gateway.follow(config(UplinkUse.LocalExitOnly));
        var spent = answers();

        // Then
        assertThat(gateway.sentUp()).isEqualTo(unsure);
        spent.forEach((id, answer) -> {
            assertThat(answer.exit()).isEqualTo("gateway");
            assertThat(answer.logits()).isEqualTo(gateway.expected("A2", "gateway", answer.present(), id));
            var then = before.get(id);
            boolean sure = then.exit().equals("gateway");
            assertThat(answer.degraded()).isEqualTo(sure ? then.degraded() : DegradedReason.BUDGET);
        });
        assertThat(gateway.metrics.samples().degradedBy()).containsEntry("budget", (long) unsure);

        // When
        gateway.follow(config(null));
        var after = answers();

        // Then
        assertThat(gateway.sentUp()).isEqualTo(2 * unsure);
        after.forEach((id, answer) ->
                assertThat(answer.degraded()).as(id).isEqualTo(before.get(id).degraded()));
        assertThat(gateway.metrics.samples().degradedBy()).containsEntry("budget", (long) unsure);
    }

    @Test
    void aRevisionWithoutAnExitHereSendsUpAsEver() {
        // Given
        var config = config(UplinkUse.LocalExitOnly);
        gateway.follow(with(config, withoutExit(config.revisions().get(0)), config.onUpstreamLoss()));

        // When
        var answers = answers();

        // Then
        assertThat(answers.values()).extracting(Answered::exit).containsOnly("cloud");
        assertThat(gateway.sentUp()).isEqualTo(SAMPLES);
        assertThat(gateway.metrics.samples().degradedBy()).isEmpty();
    }

    @Test
    void whatIsWantedWhenTheCloudIsLostDoesNotMatter() {
        // Given
        var config = config(UplinkUse.LocalExitOnly);
        gateway.follow(with(config, config.revisions().get(0), OnUpstreamLoss.Fail));

        // When
        var answers = answers();

        // Then
        assertThat(answers.values()).extracting(Answered::exit).containsOnly("gateway");
        assertThat(gateway.sentUp()).isZero();
    }

    @Test
    void aRolloutIsNotJudgedByIt() {
        // Given
        gateway.follow(LetterModels.config("gateway", List.of("A", "B"), HALF_WAY));
        answers();
        var counts = gateway.tallies.rolloutReport();
        int before = gateway.sentUp();

        // When
        gateway.follow(
                LetterModels.config("gateway", List.of("A", "B"), HALF_WAY).with(UplinkUse.LocalExitOnly));
        var answers = answers();

        // Then
        assertThat(answers.values()).extracting(Answered::revision).contains("A", "B");
        assertThat(gateway.sentUp()).isEqualTo(before);
        assertThat(gateway.tallies.rolloutReport()).isEqualTo(counts);
        assertThat(gateway.tallies.answered()).containsKeys("gateway", "cloud");
    }

    private static HeldRevision withoutExit(HeldRevision held) {
        return new HeldRevision(
                held.name(), held.modelDigest(), held.views(), held.role(), held.branches(), null, held.exits());
    }

    private static SectionConfig with(SectionConfig config, HeldRevision revision, OnUpstreamLoss loss) {
        return new SectionConfig(
                config.namespace(),
                config.ddnn(),
                config.section(),
                config.answering(),
                List.of(revision),
                config.deadlineMillis(),
                loss,
                config.join(),
                config.next(),
                config.rollout(),
                config.uplink());
    }
}
