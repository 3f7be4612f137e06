package dev.ddnn.sandbox.report;

import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.ExitSpec;
import dev.ddnn.api.v1alpha1.SectionSpec;
import dev.ddnn.model.graph.ModelLimits;
import dev.ddnn.model.graph.ModelRefusedException;
import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.sandbox.story.InvalidStoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The exits of a DDNN from the bottom, with the thresholds that hold for it: its own, or those that the model carries. */
public final class Exits {

    private Exits() {}

    /**
     * @param model the uncut file
     * @throws InvalidStoryException if neither spec nor model has a threshold for an exit that needs one
     */
    public static List<Exit> of(DDNNSpec spec, Path model) throws IOException {
        Map<String, String> metadata = metadata(model);
        List<SectionSpec> sections = Objects.requireNonNullElse(spec.sections(), List.of());
        List<Exit> exits = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            ExitSpec exit = sections.get(i).exit();
            if (exit == null) {
                continue;
            }
            String logits = Objects.requireNonNull(exit.logits());
            String threshold =
                    exit.entropyBelow() != null ? exit.entropyBelow() : metadata.get(OnnxModel.thresholdKey(logits));
            boolean top = i == sections.size() - 1;
            if (threshold == null && !top) {
                throw new InvalidStoryException(model + " must carry " + OnnxModel.thresholdKey(logits)
                        + ", since the DDNN names no threshold for it, but does not");
            }
            exits.add(new Exit(
                    Objects.requireNonNull(sections.get(i).name()),
                    logits,
                    threshold == null ? 1 : Double.parseDouble(threshold)));
        }
        return exits;
    }

    private static Map<String, String> metadata(Path model) throws IOException {
        try {
            return OnnxModel.parse(Files.readAllBytes(model), ModelLimits.BUNDLED)
                    .metadata();
        } catch (ModelRefusedException e) {
            throw new InvalidStoryException(model + ": " + e.getMessage(), e);
        }
    }
}
