package dev.ddnn.sandbox.bill;

import dev.ddnn.sandbox.launch.StoryFailure;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A tenant's bill for a month as the operator's page has it printed: CSV, by kubectl. */
final class BillCsv {
    private static final String UID = "ddnnUID";
    private static final String SAMPLES = "samples";

    private BillCsv() {}

    /** Words for kubectl. The file is named from the working directory if it lies below, as one would type it. */
    static List<String> command(String namespace, String month, Path template) {
        Path here = Path.of("").toAbsolutePath();
        Path named = template.startsWith(here) ? here.relativize(template) : template;
        return List.of(
                "get",
                "ddnnusage",
                "-n",
                namespace,
                "-l",
                "ddnn.dev/month=" + month,
                "-o",
                "go-template-file=" + named);
    }

    /** Samples by the UID of their DDNN. */
    static Map<String, Long> samples(String text) {
        List<List<String>> lines =
                text.lines().map(line -> Arrays.asList(line.split(",", -1))).toList();
        List<String> head = lines.isEmpty() ? List.of() : lines.get(0);
        if (!head.contains(UID) || !head.contains(SAMPLES)) {
            throw new StoryFailure(
                    "a bill as CSV must have the columns " + UID + " and " + SAMPLES + ", found " + head);
        }
        Map<String, Long> samples = new TreeMap<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            if (line.size() != head.size()) {
                throw new StoryFailure("a line of a bill as CSV must have " + head.size() + " columns, found " + line);
            }
            samples.merge(line.get(head.indexOf(UID)), Long.valueOf(line.get(head.indexOf(SAMPLES))), Long::sum);
        }
        return samples;
    }
}
