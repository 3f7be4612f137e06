package dev.ddnn.sandbox.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.sandbox.launch.Checkout;
import dev.ddnn.sandbox.launch.StoryFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BillCsvTest {
    private static final Path TEMPLATE = Path.of("/anywhere/usage-csv.gotemplate");

    @Test
    void commandIsThatOfTheOperatorsPage() throws IOException {
        // Given
        String page = Files.readString(Checkout.find().root().resolve("operator/README.md"));

        // When
        String command = "kubectl " + String.join(" ", BillCsv.command("city", "2026-01", TEMPLATE));

        // Then
        assertThat(page).contains("    " + command.replace("/anywhere", "operator/install") + "\n");
    }

    @Test
    void fileBelowTheWorkingDirectoryIsNamedFromThere() {
        Path below = Path.of("folder", "t").toAbsolutePath();
        assertThat(BillCsv.command("city", "2026-01", below)).endsWith("go-template-file=folder/t");
    }

    @Test
    void samplesAreAddedUpByDDNN() {
        assertThat(BillCsv.samples("ddnnUID,section,samples\na,camera,0\na,gateway,7\nb,cloud,3\n"))
                .isEqualTo(Map.of("a", 7L, "b", 3L));
    }

    @Test
    void otherTextIsRefused() {
        assertThatThrownBy(() -> BillCsv.samples("No resources found\n"))
                .isInstanceOf(StoryFailure.class)
                .hasMessage("a bill as CSV must have the columns ddnnUID and samples, found [No resources found]");
        assertThatThrownBy(() -> BillCsv.samples("ddnnUID,samples\na\n"))
                .hasMessage("a line of a bill as CSV must have 2 columns, found [a]");
    }
}
