package dev.ddnn.sandbox.report;

import ai.onnxruntime.OrtException;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Verdict;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether answers are those of one model, whole: that of the revision which they name, with the views which they name. All scores
 * are compared, since two good models agree on most classes.
 */
public final class RevisionCheck {
    /** The same operators in other graphs may be fused otherwise. */
    private static final float SAME = 1e-4f;

    private final Map<String, Model> models;
    private final Map<Key, Uncut.Whole> said = new HashMap<>();

    /** The whole model of one revision. */
    @FunctionalInterface
    public interface Model {
        /** What it says to a sample that some views have seen. */
        Uncut.Whole run(int sample, String present) throws OrtException;
    }

    private record Key(Model model, int sample, String present) {}

    /** @param models by the name of the revision; equal models may stand under several names */
    public RevisionCheck(Map<String, Model> models) {
        this.models = Map.copyOf(models);
    }

    /** What is mixed in it; absent: nothing, and so with a refusal. */
    public @Nullable String mixed(Outcome outcome) throws OrtException {
        Verdict verdict = outcome.verdict();
        if (outcome.conflict() != null) {
            return outcome.conflict();
        }
        if (verdict == null) {
            return null;
        }
        Model model = models.get(verdict.revision());
        if (model == null) {
            return "revision '" + verdict.revision() + "' must be one of " + models.keySet();
        }
        Uncut.Whole whole = said(new Key(model, outcome.sample(), verdict.present()));
        Uncut.Result own = whole.at(verdict.exit()).orElse(null);
        if (own == null) {
            return "revision '" + verdict.revision() + "' has no exit at '" + verdict.exit() + "'";
        }
        if (!verdict.degraded() && !whole.deciding().equals(own)) {
            return "the exit must be '" + whole.deciding().exit() + "', found '" + verdict.exit() + "'";
        }
        return same(verdict.logits(), own.logits())
                ? null
                : "the scores at '" + verdict.exit() + "' are not those of revision '" + verdict.revision() + "'";
    }

    private Uncut.Whole said(Key key) throws OrtException {
        Uncut.Whole known = said.get(key);
        if (known == null) {
            known = key.model().run(key.sample(), key.present());
            said.put(key, known);
        }
        return known;
    }

    private static boolean same(float[] found, float[] wanted) {
        if (found.length != wanted.length) {
            return false;
        }
        for (int i = 0; i < found.length; i++) {
            // Said so that a score that is no number is like none.
            if (!(Math.abs(found[i] - wanted[i]) <= SAME * Math.max(1, Math.abs(wanted[i])))) {
                return false;
            }
        }
        return true;
    }
}
