package dev.ddnn.api.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One file of the schema's contract. It lies in a folder named after the field that it is about; an invalid one begins
 * with what the API server says to it, one {@code # expect: FIELD: MESSAGE} line for each complaint.
 */
public record ContractFile(Path path, String yaml) {
    private static final Path ROOT = Path.of("src/test/resources");
    private static final String EXPECT = "# expect: ";

    /** Files that the API server takes, sorted by path. */
    public static List<ContractFile> valid() {
        return in("valid");
    }

    /** Files that it refuses, sorted by path. */
    public static List<ContractFile> invalid() {
        return in("invalid");
    }

    private static List<ContractFile> in(String folder) {
        try (var files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(ContractFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ContractFile read(Path path) {
        try {
            return new ContractFile(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The field that the folder names, for instance {@code DDNN.spec.deadline}. */
    public String field() {
        return path.getParent().getFileName().toString();
    }

    /** What the API server is expected to complain about. */
    public List<String> expected() {
        return yaml.lines()
                .filter(line -> line.startsWith(EXPECT))
                .map(line -> line.substring(EXPECT.length()))
                .toList();
    }

    /** Writes other expectations into the file. */
    public ContractFile rewrite(List<String> complaints) {
        var text = new StringBuilder();
        complaints.forEach(c -> text.append(EXPECT).append(c).append('\n'));
        yaml.lines().filter(line -> !line.startsWith(EXPECT)).forEach(line -> text.append(line)
                .append('\n'));
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(path);
    }

    /** The part of the path that tells files apart, for the names of tests. */
    @Override
    public String toString() {
        return ROOT.relativize(path).toString();
    }
}
