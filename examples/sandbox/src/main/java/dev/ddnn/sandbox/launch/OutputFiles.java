package dev.ddnn.sandbox.launch;

import dev.ddnn.sandbox.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that a command writes at its end.
 *
 * @param json where the table goes as JSON; absent: nowhere
 * @param answers where every answer goes; absent: nowhere
 */
public record OutputFiles(@Nullable Path json, @Nullable Path answers) {
    /** What keeps them from being written, found out before anything runs; empty: nothing. */
    public List<String> problems() {
        List<String> wrong = new ArrayList<>();
        check("--json", json, wrong);
        check("--answers", answers, wrong);
        return wrong;
    }

    private static void check(String option, @Nullable Path file, List<String> wrong) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            wrong.add(option + " must name a file, found the directory '" + file + "'");
        } else if (folder == null || !Files.isDirectory(folder)) {
            wrong.add(option + " must name a file in a directory that exists, found '" + file + "'");
        } else if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            wrong.add(option + " must name a file that may be written, found '" + file + "'");
        }
    }

    /** Writes those that were asked for. */
    public void write(StoryRun.Report report) throws IOException {
        if (json != null) {
            ReportFiles.table(json, report.summary());
        }
        if (answers != null) {
            ReportFiles.answers(answers, report.evidence().outcomes());
        }
    }
}
