package dev.ddnn.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void fillsInWhatIsNotGiven() throws UsageException {
        assertThat(Options.parse("--data", "d", "--out", "o"))
                .isEqualTo(new Options(
                        new DataSource.OneFolder(Path.of("d")),
                        Integer.MAX_VALUE,
                        20,
                        1,
                        1,
                        0.0005,
                        false,
                        null,
                        Path.of("o")));
    }

    @Test
    void takesThreeFolders() throws UsageException {
        String[] args =
                "--train a --calibration b --test c --out o --epochs 3 --seed -5 --threads 2 --limit 7 --all-losses yes --permute-labels -9"
                        .split(" ");
        assertThat(Options.parse(args))
                .isEqualTo(new Options(
                        new DataSource.ThreeFolders(Path.of("a"), Path.of("b"), Path.of("c")),
                        7,
                        3,
                        -5,
                        2,
                        0.0005,
                        true,
                        -9L,
                        Path.of("o")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--data d | --out: is needed",
                "--out o | either --data or all of --train, --calibration and --test are needed",
                "--out o --data d --test t | either --data or all of --train, --calibration and --test are needed",
                "--out o --train d --test t | either --data or all of --train, --calibration and --test are needed",
                "--data d --out | --out: needs a value",
                "--data d --data e | --data: is given twice",
                "--speed 9 | --speed: is not an option",
                "--data d --out o --epochs 0 | --epochs: must be a whole number from 1 to 10000, found 0",
                "--data d --out o --threads two | --threads: must be a whole number from 1 to 1024, found two",
                "--data d --out o --all-losses maybe | --all-losses: must be yes or no, found maybe",
                "--data d --out o --permute-labels x | --permute-labels: must be a whole number from -9223372036854775808 to 9223372036854775807, found x",
                "--data d --out o --max-loss 1 | --max-loss: must be a number from 0 to below 1, found 1",
                "--data d --out o --max-loss x | --max-loss: must be a number from 0 to below 1, found x"
            })
    void namesWhatIsWrong(String args, String message) {
        assertThatThrownBy(() -> Options.parse(args.split(" ")))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }
}
