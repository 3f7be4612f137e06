package dev.ddnn.sandbox.install;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.sandbox.launch.Checkout;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the README says of bills, typed as it stands there, but for the namespace and the month. */
@ExtendWith(DigitsSandboxExtension.class)
class BillsSandboxIT {
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final String DECIDES =
            "(?m)^default,%s,digits,[-0-9a-f]{36},gateway,district-edge,Edge,cloud,([1-9][0-9]*),";

    @TempDir
    Path folder;

    @Test
    void tableJsonAndCsvTellTheSame(DigitsSandbox digits) throws Exception {
        // Given
        String month = YearMonth.now(ZoneOffset.UTC).toString();
        List<String> commands =
                ReadmeCommands.under(Checkout.find().root().resolve("operator/README.md"), "Bills", 0).stream()
                        .map(command -> command.replace("-n city", "-n default").replace("2026-01", month))
                        .toList();
        assertThat(commands).hasSize(3);
        Pattern decides = Pattern.compile(DECIDES.formatted(month));
        Terminal terminal = new Terminal(digits.sandbox(), folder);
        digits.feed(digits.digits(), 20);

        // When
        String csv = eventually(SOON, () -> terminal.run(commands.get(2)), text -> assertThat(text)
                .containsPattern(decides));
        JsonNode json = new ObjectMapper().readTree(terminal.run(commands.get(1)));
        String table = terminal.run(commands.get(0));

        // Then
        System.out.print(table + csv);
        Matcher row = decides.matcher(csv);
        assertThat(row.find()).isTrue();
        assertThat(json.path("items"))
                .filteredOn(bill -> bill.at("/spec/ddnn").asText().equals("digits"))
                .singleElement()
                .satisfies(bill -> assertThat(bill.at("/status/samples").asLong())
                        .isGreaterThanOrEqualTo(Long.parseLong(row.group(1))));
        assertThat(table).startsWith("NAME").contains("digits-" + month);
    }
}
