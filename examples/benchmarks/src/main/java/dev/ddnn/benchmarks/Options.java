package dev.ddnn.benchmarks;

import dev.ddnn.benchmarks.cp.Size;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param quick few DDNNs and few rounds
 * @param json file for the results; absent: only the table
 * @param ddnns how many DDNNs a burst has; 0: as usual
 */
record Options(boolean quick, @Nullable Path json, int ddnns) {
    static final String USAGE = """
            Usage: examples/bench cp [--quick] [--ddnns N] [--json FILE]

            Measures the packaged operator beside a bare controller, against a real API server on this machine. No root, no containers.

              cp           the control plane: CP1 to CP6 and CP10 of examples/benchmarks/README.md
              --quick      20 DDNNs and 3 rounds instead of 200 and 5: for development, its figures are not for the record
              --ddnns N    so many DDNNs in a burst, 2 to 5000
              --json FILE  write the results, one object per goal
              --help       this text

            Ends with 0 if no gate is missed (a noisy goal says nothing), with 1 if one is, with 2 on wrong use.
            """;

    private static final int LEAST = 2;
    private static final int MOST = 5000;

    static Options parse(List<String> words) throws UsageException {
        Deque<String> rest = new ArrayDeque<>(words);
        String family = rest.poll();
        if (family == null) {
            throw wrong("a family must be named");
        }
        if (!"cp".equals(family)) {
            throw wrong("family: allowed is cp, found '" + family + "'");
        }
        boolean quick = false;
        Path json = null;
        int ddnns = 0;
        while (!rest.isEmpty()) {
            String word = rest.pop();
            switch (word) {
                case "--quick" -> quick = true;
                case "--json" -> json = file(value(word, rest));
                case "--ddnns" -> ddnns = number(word, value(word, rest));
                default -> throw wrong("unknown argument '" + word + "'");
            }
        }
        return new Options(quick, json, ddnns);
    }

    Size size() {
        Size usual = quick ? Size.QUICK : Size.FULL;
        return ddnns == 0 ? usual : usual.withDDNNs(ddnns);
    }

    private static String value(String option, Deque<String> rest) throws UsageException {
        String value = rest.poll();
        if (value == null) {
            throw wrong(option + " must be followed by a value");
        }
        return value;
    }

    /** A run takes minutes: that its results cannot be written should not be found out at the end. */
    private static Path file(String name) throws UsageException {
        Path file = Path.of(name).toAbsolutePath().normalize();
        Path directory = file.getParent();
        if (Files.isDirectory(file) || directory == null || !Files.isWritable(directory)) {
            throw wrong(
                    "--json: allowed is a file in a directory that exists and can be written, found '" + name + "'");
        }
        return file;
    }

    private static int number(String option, String word) throws UsageException {
        try {
            int number = Integer.parseInt(word);
            if (number >= LEAST && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(notANumber(option, word));
        }
        throw wrong(notANumber(option, word));
    }

    private static String notANumber(String option, String word) {
        return option + ": allowed is a number from " + LEAST + " to " + MOST + ", found '" + word + "'";
    }

    private static UsageException wrong(String why) {
        return new UsageException(why + "\n\n" + USAGE);
    }
}
