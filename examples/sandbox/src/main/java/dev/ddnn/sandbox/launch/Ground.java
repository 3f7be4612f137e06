package dev.ddnn.sandbox.launch;

import dev.ddnn.sandbox.net.TrafficMeter.Count;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Samples;
import dev.ddnn.sandbox.story.Story;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Where a story is played: how samples get to its DDNNs there, and who counts the bytes between them. */
public interface Ground {
    /**
     * A DDNN of the story.
     *
     * @param namespace absent: the story's own
     */
    DeployedDDNN ddnn(@Nullable String namespace, String name);

    /** A DDNN in the story's own namespace, by name. */
    default DeployedDDNN ddnn(String name) {
        return ddnn(null, name);
    }

    /**
     * Feeds a DDNN from where its data is.
     *
     * @param done told now and then how many samples are done
     */
    Fed feed(DeployedDDNN ddnn, Feeding feeding, IntConsumer done) throws InterruptedException;

    /**
     * Feeds a DDNN with the same samples over and over, each time under a new id and without a second try.
     *
     * @param enough asked again and again until it says so
     * @param done told now and then how many samples are done
     */
    Fed loop(DeployedDDNN ddnn, Feeding feeding, BooleanSupplier enough, IntConsumer done) throws InterruptedException;

    /** Applies a manifest where the story's others are. */
    void apply(Path manifest) throws IOException, InterruptedException;

    /**
     * Calls kubectl where the story's objects are.
     *
     * @return what it printed
     */
    String kubectl(List<String> arguments) throws IOException, InterruptedException;

    /** Bytes of the streams between sections so far, by the section that was dialled. */
    Map<String, Count> streams(DeployedDDNN ddnn) throws InterruptedException;

    /** Bytes between pods and hub so far; absent: nobody counts them here. */
    @Nullable
    Count home();

    /**
     * What is fed.
     *
     * @param samples the first {@code count} of them
     * @param views which windows of each
     * @param count how many samples
     * @param concurrency samples under way at once
     * @param from nodes where the clients sit, if the ground has nodes of such names; empty: beside each entry's own pod
     */
    record Feeding(Samples samples, List<Story.View> views, int count, int concurrency, List<String> from) {
        public Feeding {
            views = List.copyOf(views);
            from = List.copyOf(from);
        }

        /** The same with fewer samples, if there are fewer. */
        public Feeding first(int few) {
            return new Feeding(samples, views, Math.min(few, count), concurrency, from);
        }
    }

    /**
     * What came of it.
     *
     * @param outcomes one per sample that was fed, in order
     * @param entry bytes between clients and entries
     * @param seconds that the feeding took
     */
    record Fed(List<Outcome> outcomes, Count entry, double seconds) {
        public Fed {
            outcomes = List.copyOf(outcomes);
        }
    }
}
