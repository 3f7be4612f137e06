package dev.ddnn.sandbox.launch;

import dev.ddnn.sandbox.report.Table;
import dev.ddnn.sandbox.story.Story;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings a run's results to whom they are for. */
public final class Results {
    private Results() {}

    /**
     * Prints the table on standard output, writes the files, and compares with what the story promises.
     *
     * @param checks absent: other data was fed, for which nothing is promised
     * @param tell hears what does not hold
     * @return the exit code
     */
    public static int publish(
            StoryRun.Report report, OutputFiles files, Story.@Nullable Checks checks, Consumer<String> tell)
            throws IOException {
        System.out.print(Table.of(report.summary(), report.evidence()));
        System.out.flush();
        files.write(report);
        List<String> failures = new ArrayList<>(StoryChecks.always(report.summary()));
        if (checks != null) {
            failures.addAll(StoryChecks.failures(checks, report.summary()));
        }
        failures.forEach(f -> tell.accept("FAILED: " + f));
        return failures.isEmpty() ? 0 : 1;
    }
}
