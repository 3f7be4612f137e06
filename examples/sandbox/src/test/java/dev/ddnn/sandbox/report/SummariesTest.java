package dev.ddnn.sandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.sandbox.net.TrafficMeter.Count;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummariesTest {
    private static final List<Exit> EXITS = List.of(new Exit("gateway", "g", 0.2), new Exit("cloud", "c", 1));

    private static Outcome answered(int sample, int label, String exit, String present, int answer) {
        float[] logits = new float[3];
        logits[answer] = 1;
        boolean complete = !present.contains("0");
        return new Outcome(
                sample,
                label,
                new Verdict(exit, 0.5, "r-1", present, !complete, complete ? null : "few-branches", logits),
                null,
                false,
                (sample + 1) * 1_000_000L,
                0,
                null);
    }

    private static Evidence evidence() {
        return new Evidence(
                List.of("camera", "gateway", "cloud"),
                List.of(
                        answered(0, 1, "gateway", "11", 1),
                        answered(1, 2, "gateway", "10", 0),
                        answered(2, 0, "cloud", "11", 0),
                        new Outcome(
                                3,
                                1,
                                null,
                                "overloaded",
                                true,
                                9_000_000,
                                0,
                                null,
                                false,
                                new Outcome.Tries("x-3", "too-few-branches", 1, 0))),
                3,
                Map.of("gateway", new Count(400, 800), "cloud", new Count(40, 80)),
                new Count(10, 1),
                2.0,
                new Evidence.CloudOnly(List.of(answered(0, 1, "cloud", "11", 1)), new Count(1000, 100)),
                null,
                null);
    }

    @Test
    void countsEachSampleOnce() {
        // When
        Summary summary = Summaries.of("story", EXITS, 84, evidence());

        // Then
        assertThat(summary)
                .isEqualTo(new Summary(
                        "story",
                        4,
                        3,
                        1,
                        1,
                        2,
                        2 / 3.0,
                        3,
                        List.of(
                                new Summary.ExitRow("gateway", 2 / 3.0, 0.5, new Summary.Latency(1, 2)),
                                new Summary.ExitRow("cloud", 1 / 3.0, 1, new Summary.Latency(3, 3))),
                        List.of(new Summary.Hop("camera", "gateway", 100), new Summary.Hop("gateway", "cloud", 10)),
                        84,
                        new Summary.Latency(2, 3),
                        new Summary.CloudOnly(1, 1000, new Summary.Latency(1, 1)),
                        null,
                        null));
    }

    @Test
    void writesTheTableAndOneLinePerSample(@TempDir Path folder) throws Exception {
        // Given
        Summary summary = Summaries.of("story", EXITS, 84, evidence());

        // When
        ReportFiles.table(folder.resolve("t.json"), summary);
        ReportFiles.answers(folder.resolve("a.jsonl"), evidence().outcomes());

        // Then
        var json = new ObjectMapper().readTree(folder.resolve("t.json").toFile());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "story",
                        "samples",
                        "answered",
                        "degraded",
                        "refused",
                        "fullPresence",
                        "accuracy",
                        "agreesWithUncut",
                        "exits",
                        "hops",
                        "rawBytesPerSample",
                        "latencyMillis",
                        "cloudOnly");
        assertThat(Files.readAllLines(folder.resolve("a.jsonl")))
                .hasSize(4)
                .contains(
                        "{\"sample\":1,\"id\":\"\",\"label\":2,\"answer\":0,\"exit\":\"gateway\",\"confidence\":0.5,\"revision\":\"r-1\","
                                + "\"present\":[1,0],\"degraded\":true,\"degradedReason\":\"few-branches\"}",
                        "{\"sample\":3,\"id\":\"x-3\",\"label\":1,\"answer\":null,\"refused\":\"overloaded\",\"code\":\"too-few-branches\"}");
    }

    @Test
    void tableNamesTheFigures() {
        // Given
        Summary summary = Summaries.of("story", EXITS, 84, evidence());

        // When
        String table = Table.of(summary, evidence());

        // Then
        assertThat(table)
                .contains("answered 3 (all views 2, degraded 1), refused 1")
                .contains("equal to the uncut model in one process: 3 of 3")
                .containsPattern("gateway > cloud +10.0 +20.0 +8.4x")
                .containsPattern("exit gateway +1.0 +2.0")
                .containsPattern("cloud only +1000.0 +100.0");
    }
}
