package dev.ddnn.sandbox.story;

import dev.ddnn.api.v1alpha1.Tier;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code story.yaml} says. Paths are relative to its folder.
 *
 * @param title one line
 * @param nodes machines that the sandbox plays; on another cluster they exist already
 * @param uploads models that the hub gets before the manifests are applied
 * @param manifests folder or file that is applied
 * @param feed what is fed to which DDNN
 * @param cloudOnly the same model without us, to compare with; absent: no comparison
 * @param checks what must hold for the story's own data
 * @param bill what is shown of the tenants' bills at the end; absent: nothing
 * @param steps what happens while the samples are fed, over and over; empty: each is fed once, and nothing happens
 */
public record Story(
        String title,
        List<NodeGroup> nodes,
        List<Upload> uploads,
        String manifests,
        Feed feed,
        @Nullable CloudOnly cloudOnly,
        @Nullable Checks checks,
        @Nullable Bill bill,
        List<Step> steps) {
    public Story {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(manifests, "manifests");
        Objects.requireNonNull(feed, "feed");
        nodes = List.copyOf(nodes);
        uploads = uploads == null ? List.of() : List.copyOf(uploads);
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    /**
     * Machines of one kind.
     *
     * @param names one per machine
     * @param tier where they stand
     * @param edge for devices: the machine at the edge that their uplink leads to
     * @param labels of the Nodes
     * @param taints of the Nodes
     * @param capacity of each: cpu, memory
     */
    public record NodeGroup(
            List<String> names,
            Tier tier,
            @Nullable String edge,
            Map<String, String> labels,
            List<Taint> taints,
            Map<String, Quantity> capacity) {
        public NodeGroup {
            names = List.copyOf(names);
            labels = labels == null ? Map.of() : Map.copyOf(labels);
            taints = taints == null ? List.of() : List.copyOf(taints);
            capacity = capacity == null ? Map.of() : Map.copyOf(capacity);
        }
    }

    /**
     * @param name the model's uri is {@code hub:NAME}
     * @param file the ONNX file
     */
    public record Upload(String name, String file) {}

    /**
     * @param ddnn name of the DDNN
     * @param model the uncut file, to compare answers with
     * @param data folder with one file of images and one of labels
     * @param classes labels are below this
     * @param concurrency samples under way at once
     * @param views how each view is cut out of an image
     */
    public record Feed(String ddnn, String model, String data, int classes, int concurrency, List<View> views) {
        public Feed {
            views = List.copyOf(views);
        }
    }

    /** A window of an image: what one camera sees. */
    public record View(String name, int top, int left, int height, int width) {
        /** Number of pixels. */
        public int size() {
            return height * width;
        }
    }

    /**
     * @param ddnn name of the DDNN: the whole model as one section in the cloud
     * @param samples how many are fed at most; the links' rate bounds it
     * @param concurrency samples under way at once
     * @param from nodes of the sandbox where the clients sit: the i-th sample enters at the i-th node, and round again
     */
    public record CloudOnly(String ddnn, int samples, int concurrency, List<String> from) {
        public CloudOnly {
            from = List.copyOf(from);
        }
    }

    /**
     * The bills of all DDNNs that are fed; they must have the samples that their clients counted.
     *
     * @param csv template with which kubectl prints a tenant's bill
     * @param within the time that the bills may take to have all samples, such as {@code 2m}
     */
    public record Bill(@Nullable String csv, @Nullable String within) {}

    /**
     * @param accuracyAtLeast of all answers, from 0 to 1
     * @param lowestExitShareAtLeast answers that the lowest exit gave, from 0 to 1
     * @param lastHopTimesFewerBytes how many times fewer bytes than raw pixels cross the last hop, at least
     * @param refusedAtMost samples; absent: any number
     * @param rollbackSecondsAtMost from a gate's failure to the last answer of the revision that failed; absent: any time
     */
    public record Checks(
            double accuracyAtLeast,
            double lowestExitShareAtLeast,
            double lastHopTimesFewerBytes,
            @Nullable Integer refusedAtMost,
            @Nullable Double rollbackSecondsAtMost) {}
}
