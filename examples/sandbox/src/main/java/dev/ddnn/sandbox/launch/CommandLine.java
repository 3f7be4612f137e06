package dev.ddnn.sandbox.launch;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of a command line that names one story and has options beside it. */
public final class CommandLine {
    private final String usage;
    private final Set<String> switches = new HashSet<>();
    private final Map<String, String> values = new HashMap<>();
    private @Nullable String story;

    /**
     * What an option is followed by.
     *
     * @param option such as {@code --json}
     * @param value in words, such as {@code a path}; absent: it is a switch
     */
    public record Option(String option, @Nullable String value) {
        public static Option named(String option) {
            return new Option(option, null);
        }

        public static Option path(String option) {
            return new Option(option, "a path");
        }
    }

    private CommandLine(String usage) {
        this.usage = usage;
    }

    /**
     * Reads it.
     *
     * @param usage what a message about unknown or missing words ends with
     * @throws UsageException if a word is not understood, or the story is missing
     */
    public static CommandLine read(List<String> words, String usage, List<Option> options) throws UsageException {
        CommandLine line = new CommandLine(usage);
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.pop();
            Optional<Option> known =
                    options.stream().filter(o -> o.option().equals(word)).findFirst();
            if (known.isPresent()) {
                line.take(known.get(), rest.peek());
                if (known.get().value() != null) {
                    rest.pop();
                }
            } else if (word.startsWith("-") || line.story != null) {
                throw line.wrong("unknown argument '" + word + "'");
            } else {
                line.story = word;
            }
        }
        if (line.story == null) {
            throw line.wrong("a STORY must be named");
        }
        return line;
    }

    private void take(Option option, @Nullable String next) throws UsageException {
        if (option.value() == null) {
            switches.add(option.option());
        } else if (next == null || next.startsWith("--")) {
            throw new UsageException(option.option() + " must be followed by " + option.value()
                    + (next == null ? "" : ", found '" + next + "'"));
        } else {
            values.put(option.option(), next);
        }
    }

    /** A refusal that ends with the usage. */
    public UsageException wrong(String why) {
        return new UsageException(why + "\n\n" + usage);
    }

    /** Name of a folder in {@code examples}, or a path. */
    public String story() {
        return story == null ? "" : story;
    }

    public boolean has(String option) {
        return switches.contains(option);
    }

    /** What follows the option; absent: it is not there. */
    public @Nullable String value(String option) {
        return values.get(option);
    }

    /** The path that follows the option, whole; absent: it is not there. */
    public @Nullable Path path(String option) {
        String value = value(option);
        return value == null ? null : Path.of(value).toAbsolutePath().normalize();
    }

    /** The files that both commands can write. */
    public OutputFiles files() {
        return new OutputFiles(path("--json"), path("--answers"));
    }

    /**
     * The number of 1 or more that follows the option.
     *
     * @throws UsageException if it is no such number
     */
    public int number(String option, int otherwise) throws UsageException {
        String word = value(option);
        if (word == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(word);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notANumber(option, word);
        }
        throw notANumber(option, word);
    }

    private static UsageException notANumber(String option, String word) {
        return new UsageException(option + " must be followed by a number of 1 or more, found '" + word + "'");
    }
}
