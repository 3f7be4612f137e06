package dev.ddnn.sandbox.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRewriterTest {
    private final PathRewriter rewriter = new PathRewriter(
            Map.of("/etc/ddnn", Path.of("/v/config"), "/etc/ddnn/deep", Path.of("/v/deep"), "/tmp", Path.of("/v/tmp")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/etc/ddnn/section.json        | /v/config/section.json",
                "/etc/ddnn                     | /v/config",
                "/etc/ddnn/deep/x              | /v/deep/x",
                "--config=/etc/ddnn/x          | --config=/v/config/x",
                "/etc/ddnn/a:/etc/ddnn/b       | /v/config/a:/v/config/b",
                "cat \"/etc/ddnn/a\"           | cat \"/v/config/a\"",
                "/etc/ddnn2/x                  | /etc/ddnn2/x",
                "/srv/etc/ddnn/x               | /srv/etc/ddnn/x",
                "http://host/tmp               | http://host/tmp"
            })
    void rewritesPathsBelowMountsAndNothingElse(String written, String expected) {
        assertThat(rewriter.rewrite(written)).isEqualTo(expected);
    }
}
