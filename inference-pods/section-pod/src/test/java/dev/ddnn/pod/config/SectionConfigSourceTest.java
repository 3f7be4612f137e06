package dev.ddnn.pod.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.pod.testing.ManualTimer;
import dev.ddnn.pod.testing.TwoViews;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionConfigSourceTest {
    private static final Duration A_LOOK = Duration.ofMillis(500);

    @TempDir
    Path mount;

    private final ManualTimer timer = new ManualTimer();
    private final List<SectionConfig> followed = new ArrayList<>();
    private int changes;

    /** As a kubelet does it: a new folder, then the link to it is replaced. */
    private void project(String version, String text) throws Exception {
        var folder = Files.createDirectory(mount.resolve(".." + version));
        Files.writeString(folder.resolve(SectionConfig.FILE), text);
        var link = mount.resolve("..data_tmp");
        Files.createSymbolicLink(link, folder.getFileName());
        Files.move(link, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        var visible = mount.resolve(SectionConfig.FILE);
        if (!Files.isSymbolicLink(visible)) {
            Files.createSymbolicLink(visible, Path.of("..data", SectionConfig.FILE));
        }
    }

    private SectionConfigSource source(String branch) {
        var source = new SectionConfigSource(
                mount.resolve(SectionConfig.FILE), branch, timer, followed::add, () -> changes++);
        source.start();
        return source;
    }

    @Test
    void followsWhatAKubeletProjects() throws Exception {
        // Given
        var first = ContractJson.write(TwoViews.cloud("r1"));
        var second = ContractJson.write(TwoViews.cloud("r2"));
        project("1", first);
        var source = source(null);
        assertThat(source.hash()).contains(ContractJson.hash(first));

        // When
        project("2", second);
        timer.advance(A_LOOK);

        // Then
        assertThat(followed).extracting(SectionConfig::answering).containsExactly("r1", "r2");
        assertThat(source.hash()).contains(ContractJson.hash(second));
        assertThat(source.error()).isEmpty();
    }

    @Test
    void keepsTheLastGoodOne() throws Exception {
        // Given
        var good = ContractJson.write(TwoViews.cloud("r1"));
        project("1", good);
        var source = source(null);

        // When
        project("2", "{\"answering\": 7");
        timer.advance(A_LOOK);

        // Then
        assertThat(followed).hasSize(1);
        assertThat(source.hash()).contains(ContractJson.hash(good));
        assertThat(source.error().orElseThrow()).startsWith("not a valid SectionConfig: ");

        // And: it heals
        project("3", good);
        timer.advance(A_LOOK);
        assertThat(source.error()).isEmpty();
    }

    @Test
    void saysThatTheFileIsMissingOnce() {
        // Given
        var source = source(null);

        // When
        timer.advance(Duration.ofSeconds(5));

        // Then
        assertThat(source.hash()).isEmpty();
        assertThat(source.error()).contains("file " + mount.resolve(SectionConfig.FILE) + " does not exist");
        assertThat(changes).isEqualTo(1);
    }

    @Test
    void aFileThatIsThereAgainAsItWasIsNoErrorAnyMore() throws Exception {
        // Given
        var good = ContractJson.write(TwoViews.cloud("r1"));
        project("1", good);
        var source = source(null);
        var visible = mount.resolve(SectionConfig.FILE);
        Files.delete(visible);
        timer.advance(A_LOOK);
        assertThat(source.error()).contains("file " + visible + " does not exist");

        // When
        Files.createSymbolicLink(visible, Path.of("..data", SectionConfig.FILE));
        timer.advance(A_LOOK);

        // Then
        assertThat(source.error()).isEmpty();
        assertThat(followed).hasSize(1);
        assertThat(changes).isEqualTo(3);
    }

    @Test
    void aRefusedFileStaysRefusedWhenItIsReadAgain() throws Exception {
        // Given
        project("1", "{\"answering\": 7");
        var source = source(null);
        var refusal = source.error();
        var visible = mount.resolve(SectionConfig.FILE);
        Files.delete(visible);
        timer.advance(A_LOOK);
        assertThat(source.error()).isNotEqualTo(refusal);

        // When
        Files.createSymbolicLink(visible, Path.of("..data", SectionConfig.FILE));
        timer.advance(A_LOOK);

        // Then
        assertThat(source.error()).isEqualTo(refusal);
    }

    @Test
    void aJoinMustBeDescribed() {
        // When
        var problems = ConfigCheck.problems(TwoViews.gateway(1, null, TwoViews.gatewayRevision("r1", "1")), null);

        // Then
        assertThat(problems).containsExactly("revision 'r1': `join` must be set where 2 branches meet");
    }

    @Test
    void saysAllThatIsWrong() throws Exception {
        // Given
        var config = TwoViews.cameras(1, "r1");
        var broken = new SectionConfig(
                config.namespace(),
                config.ddnn(),
                config.section(),
                "r9",
                config.revisions(),
                0,
                config.onUpstreamLoss(),
                null,
                config.next());
        project("1", ContractJson.write(broken));

        // When
        var source = source("view7");

        // Then
        assertThat(source.error())
                .contains("`answering` must be one of `revisions` [r1]; found 'r9'; "
                        + "`deadlineMillis` must be above 0; found 0; "
                        + "revision 'r1': this pod's branch must be one of [view0, view1]; found 'view7'");
    }
}
