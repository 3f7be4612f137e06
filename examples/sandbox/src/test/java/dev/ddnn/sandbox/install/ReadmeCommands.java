package dev.ddnn.sandbox.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands of a README: runs of indented lines, each run a block. */
final class ReadmeCommands {
    private static final String INDENT = "    ";

    private ReadmeCommands() {}

    /**
     * The block of that number, from 0, under a heading.
     *
     * @throws IllegalArgumentException if there is none
     */
    static List<String> under(Path readme, String heading, int block) throws IOException {
        List<List<String>> blocks = new ArrayList<>();
        boolean inside = false;
        boolean fenced = false;
        boolean open = false;
        for (String line : Files.readAllLines(readme)) {
            fenced ^= line.startsWith("```");
            if (line.startsWith("#")) {
                inside = line.endsWith("# " + heading);
            }
            boolean command = inside && !fenced && line.startsWith(INDENT);
            if (command && !open) {
                blocks.add(new ArrayList<>());
            }
            if (command) {
                blocks.get(blocks.size() - 1).add(line.strip());
            }
            open = command;
        }
        if (block >= blocks.size()) {
            throw new IllegalArgumentException(readme + " has " + blocks.size() + " blocks of commands under '"
                    + heading + "', not " + (block + 1));
        }
        return blocks.get(block);
    }
}
