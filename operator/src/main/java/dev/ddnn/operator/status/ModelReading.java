package dev.ddnn.operator.status;

import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Observed;
import org.jspecify.annotations.Nullable;

/**
 * What status says of a model whose cut is known. The hub may have lost it since: what runs goes on then, and what starts cannot. A hub
 * that is merely away for a while, or fetches the model anew, is not worth a word.
 *
 * @param reason why pods that start now cannot load it; absent: they can
 * @param message a sentence
 */
record ModelReading(@Nullable Reason reason, String message) {
    static ModelReading of(Planned plan, Observed observed) {
        CutResponse.Cause cause = observed.cut().cause();
        return cause == null
                ? new ModelReading(null, resolved(plan))
                : new ModelReading(
                        Reason.of(cause), observed.hubLacks().orElse("") + ". What runs goes on; " + stops(cause));
    }

    private static String stops(CutResponse.Cause cause) {
        return switch (cause) {
            case UploadMissing, CredentialsRefused, SourceUnavailable -> "pods that start wait for it";
            case OperatorRefused -> "no model is fetched or cut until it does";
        };
    }

    void addTo(Conditions conditions) {
        if (reason == null) {
            conditions.isTrue(ConditionType.ModelResolved, Reason.ModelCut, message);
        } else {
            conditions.isFalse(ConditionType.ModelResolved, reason, message);
        }
    }

    private static String resolved(Planned plan) {
        int branches = plan.sections().stream()
                .mapToInt(section -> section.branches().size())
                .sum();
        return "model sha256:" + plan.intent().source().sha256() + " is cut into "
                + counted(plan.sections().size(), "section", "sections") + " with "
                + counted(branches, "branch", "branches");
    }

    private static String counted(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
