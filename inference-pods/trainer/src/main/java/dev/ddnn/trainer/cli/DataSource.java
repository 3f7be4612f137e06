package dev.ddnn.trainer.cli;

import dev.ddnn.trainer.data.DataFolder;
import dev.ddnn.trainer.data.Splits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the three sets of images come from. */
sealed interface DataSource {

    /** Reads and checks all images. */
    Splits read(int classes) throws IOException;

    /** One folder, split by position. */
    record OneFolder(Path folder) implements DataSource {
        @Override
        public Splits read(int classes) throws IOException {
            return Splits.byPosition(DataFolder.read(folder, classes));
        }
    }

    /** A folder for each set. */
    record ThreeFolders(Path training, Path calibration, Path test) implements DataSource {
        @Override
        public Splits read(int classes) throws IOException {
            return new Splits(
                    DataFolder.read(training, classes),
                    DataFolder.read(calibration, classes),
                    DataFolder.read(test, classes));
        }
    }

    /** Takes either {@code --data} or the other three, never a mixture. */
    static DataSource of(Map<String, String> given) throws UsageException {
        List<String> three = Stream.of("--train", "--calibration", "--test")
                .filter(given::containsKey)
                .toList();
        boolean one = given.containsKey("--data");
        if (one && three.isEmpty()) {
            return new OneFolder(path(given, "--data"));
        }
        if (!one && three.size() == 3) {
            return new ThreeFolders(path(given, "--train"), path(given, "--calibration"), path(given, "--test"));
        }
        throw new UsageException("either --data or all of --train, --calibration and --test are needed");
    }

    private static Path path(Map<String, String> given, String name) {
        return Path.of(Objects.requireNonNull(given.get(name), name));
    }
}
