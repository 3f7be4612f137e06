package dev.ddnn.model.cut;

import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.model.graph.Quoted;
import java.util.regex.Pattern;

/** Which threshold an exit takes: the spec's, else the one calibrated into the model. */
final class ThresholdRule {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,18})?");
    private static final String ALWAYS = "1";

    private final OnnxModel model;
    private final Problems problems;

    ThresholdRule(OnnxModel model, Problems problems) {
        this.model = model;
        this.problems = problems;
    }

    /**
     * The threshold as written; {@code 1} where there is none.
     *
     * @param needed whether it is a problem if there is none
     */
    String resolve(int section, CutSpec.Exit exit, boolean needed) {
        var written = exit.entropyBelow();
        if (written != null) {
            return checked(section, written, "must be a decimal from 0 to 1, found \"%s\"".formatted(written));
        }
        var key = OnnxModel.thresholdKey(exit.logits());
        var carried = model.metadata().get(key);
        if (carried != null) {
            return checked(
                    section,
                    carried,
                    "the model's metadata %s must be a decimal from 0 to 1, found \"%s\""
                            .formatted(Quoted.one(key), carried));
        }
        if (needed) {
            problems.add(
                    section,
                    ".exit.entropyBelow",
                    "the exit has no threshold: set entropyBelow, or use a model with the metadata " + Quoted.one(key));
        }
        return ALWAYS;
    }

    private String checked(int section, String text, String problem) {
        if (DECIMAL.matcher(text).matches() && Double.parseDouble(text) <= 1) {
            return text;
        }
        problems.add(section, ".exit.entropyBelow", problem);
        return ALWAYS;
    }
}
