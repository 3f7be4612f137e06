package dev.ddnn.sandbox.pod;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Image names and the directories that stand for them. Each holds an executable {@code entrypoint}.
 *
 * @param directories by image name with tag
 */
public record Images(Map<String, Path> directories) {
    static final String ENTRYPOINT = "entrypoint";

    public Images {
        directories = Map.copyOf(directories);
    }

    Path directory(String image) throws NotYet {
        Path directory = directories.get(image);
        if (directory == null) {
            throw new NotYet(
                    "ErrImageNeverPull",
                    "there is no registry in the sandbox; it has " + new TreeMap<>(directories).keySet() + ", found '"
                            + image + "'");
        }
        if (!Files.isExecutable(directory.resolve(ENTRYPOINT))) {
            throw new NotYet("ErrImageNeverPull", "no executable file " + directory.resolve(ENTRYPOINT));
        }
        return directory;
    }
}
