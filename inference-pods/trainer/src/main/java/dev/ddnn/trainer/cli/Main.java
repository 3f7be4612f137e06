package dev.ddnn.trainer.cli;

import dev.ddnn.trainer.data.InvalidDataException;
import dev.ddnn.trainer.net.DigitsNetwork;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;

/** Entry point of the trainer. */
public final class Main {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private Main() {}

    /** Runs and exits: 0 done, 1 could not read or write a file, 2 wrong options or unusable data. */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        if (Arrays.asList(args).contains("--help")) {
            out.print(Options.USAGE);
            return OK;
        }
        try {
            Options options = Options.parse(args);
            configureEngine(options.threads());
            new Training(DigitsNetwork.spec(), options, out).run();
            return OK;
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.print(Options.USAGE);
            return WRONG_USE;
        } catch (InvalidDataException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return WRONG_USE;
        } catch (IOException e) {
            err.println(e);
            return FAILED;
        }
    }

    /** Must come before the engine's first use: it reads these once. */
    private static void configureEngine(int threads) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    }
}
