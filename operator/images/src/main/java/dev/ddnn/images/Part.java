package dev.ddnn.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A part of the system that has an image of its own: where its build puts its files, and how the image starts it. */
enum Part {
    OPERATOR(Kind.QUARKUS, "operator", Sizes.OPERATOR_LIMIT, List.of(), Map.of()),
    HUB(Kind.QUARKUS, "inference-pods/hub", Sizes.NO_LIMIT, List.of(), Map.of()),
    SECTION_POD(
            Kind.QUARKUS,
            "inference-pods/section-pod",
            Sizes.SECTION_POD_LIMIT,
            List.of(
                    "-Xss512k",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dai.djl.offline=true"),
            Quiet.INFERENCE),
    STORY_CLIENT(
            Kind.CLASS_PATH,
            "examples/sandbox",
            Sizes.NO_LIMIT,
            List.of("--enable-native-access=ALL-UNNAMED"),
            Quiet.INFERENCE);

    /** Where the application is in an image. */
    static final String HOME = "/opt/ddnn";

    /** Where native libraries of jars are in an image. */
    static final String NATIVES = HOME + "/native";

    /** Where Java is in an image. */
    static final String JAVA_HOME = "/opt/java";

    private static final String STORY_CLIENT_MAIN = "dev.ddnn.sandbox.feed.FeedMain";

    private final Kind kind;
    private final String module;
    private final long limit;
    private final List<String> flags;
    private final Map<String, String> environment;

    Part(Kind kind, String module, long limit, List<String> flags, Map<String, String> environment) {
        this.kind = kind;
        this.module = module;
        this.limit = limit;
        this.flags = flags;
        this.environment = environment;
    }

    /** How a module lays out what it built. */
    enum Kind {
        /** A folder with a starter jar, the application and its libraries. */
        QUARKUS,
        /** A jar and a folder of libraries. */
        CLASS_PATH
    }

    /** The inference engine must never ask the network for anything. */
    private static final class Quiet {
        static final Map<String, String> INFERENCE = Map.of("OPT_OUT_TRACKING", "true", "ORT_DISABLE_TELEMETRY", "1");
    }

    /** The last component of the image's name, for example {@code section-pod}. */
    String imageName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Kind kind() {
        return kind;
    }

    /** The folder of the build's results. */
    Path target(Path root) {
        return root.resolve(module).resolve("target");
    }

    /** What the image may take unpacked, in bytes. */
    long limit() {
        return limit;
    }

    /** Variables beyond those of every image. */
    Map<String, String> environment() {
        return environment;
    }

    /**
     * The command. It stays short, since the inference engine's library crashes at load where the command line exceeds about 4,000 bytes.
     *
     * @param natives whether native libraries are in the image
     */
    List<String> entrypoint(boolean natives) {
        var command = new ArrayList<String>();
        command.add(JAVA_HOME + "/bin/java");
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxRAMPercentage=50"));
        // There are no locales in the image to take it from.
        command.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        command.addAll(flags);
        if (natives) {
            command.add("-Djava.library.path=" + NATIVES);
            command.add("-Donnxruntime.native.path=" + NATIVES);
            command.add("-Djna.boot.library.path=" + NATIVES);
        }
        switch (kind) {
            case QUARKUS -> command.addAll(List.of("-jar", HOME + "/quarkus-run.jar"));
            case CLASS_PATH -> command.addAll(List.of("-cp", HOME + "/lib/*", STORY_CLIENT_MAIN));
        }
        return command;
    }
}
