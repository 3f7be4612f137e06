package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user wants: one model, cut into sections, each on a pool of nodes. */
@ValidationRule(
        value = "!self.deadline.matches('" + Durations.PATTERN
                + "') || self.sections.all(s, !has(s.join) || !s.join.timeout.matches('" + Durations.PATTERN
                + "') || duration(s.join.timeout) < duration(self.deadline))",
        messageExpression =
                "'`join.timeout` must be shorter than `deadline`; found a `deadline` of \\'' + self.deadline + '\\''")
@JsonClassDescription(
        "What the user wants: one model, cut into sections, each on a pool of nodes. The operator never writes here.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DDNNSpec(
        @Required
        @JsonPropertyDescription(
                "Which model is served. Required. Example: {source: {uri: \"hub:digits\", sha256: 9f86...}}.")
        @Nullable
        ModelSpec model,

        @Required
        @Size(min = 1, max = Limits.SECTIONS)
        @JsonPropertyDescription(
                "The parts that the model is cut into, in the order of the data, from the devices upwards; 1 to 8, names unique. Every section but the last has an output, which names the tensors that go on to the next section; the last section has an exit. Tiers of the pools never go down again. Required. Example: [{name: camera, poolRef: {name: street-cameras}, output: [{tensors: [\"view*/features\"]}]}, {name: cloud, poolRef: {name: cloud}, exit: {logits: cloud/logits}}].")
        @ValidationRule(
                value = "size(self) == 0 || !has(self[size(self) - 1].output)",
                messageExpression =
                        "'the last section must not have an `output`, as no section follows it; found one in \\'' + self[size(self) - 1].name + '\\''")
        @ValidationRule(
                value = "size(self) == 0 || has(self[size(self) - 1].exit)",
                messageExpression =
                        "'the last section must have an `exit`, as it always answers; found none in \\'' + self[size(self) - 1].name + '\\''")
        @ValidationRule(
                value = "self.all(s, has(s.output) || s.name == self[size(self) - 1].name)",
                messageExpression =
                        "'every section but the last must have an `output`; found none in \\'' + (!has(self[0].output) ? self[0].name : !has(self[1].output) ? self[1].name : !has(self[2].output) ? self[2].name : !has(self[3].output) ? self[3].name : !has(self[4].output) ? self[4].name : !has(self[5].output) ? self[5].name : self[6].name) + '\\''")
        @ValidationRule(
                value = "size(self) == 0 || !has(self[0].join)",
                messageExpression =
                        "'the first section must not have a `join`, as no section comes before it; found one in \\'' + self[0].name + '\\''")
        @ValidationRule(
                value = "self.all(s, !has(s.placement) || s.placement != 'EveryNode' || s.name == self[0].name)",
                messageExpression =
                        "'`placement` must be Assigned or absent in every section but the first, which alone takes samples on the nodes; found EveryNode in \\'' + self.map(s, has(s.placement) && s.placement == 'EveryNode' && s.name != self[0].name, s.name)[0] + '\\''")
        @ValidationRule(
                value = "self.all(s, !has(s.hostPort) || s.name == self[0].name)",
                messageExpression =
                        "'`hostPort` must be absent in every section but the first, which alone takes samples; found it in \\'' + self.map(s, has(s.hostPort) && s.name != self[0].name, s.name)[0] + '\\''")
        @Nullable
        List<SectionSpec> sections,

        @Default(Defaults.DEADLINE)
        @Size(min = 1, max = Limits.DURATION)
        @Pattern(Durations.PATTERN)
        @JsonPropertyDescription(
                "The time from a sample's arrival at the first section to its answer, as a duration with the units h, m, s, ms; from 1ms to 10m, 300ms by default. When it is over, onUpstreamLoss says what happens. Example: 300ms.")
        @ValidationRule(
                value = "self.matches('" + Durations.PATTERN
                        + "') && duration(self) >= duration('1ms') && duration(self) <= duration('10m')",
                messageExpression =
                        "'`deadline` must be a duration from 1ms to 10m, such as 300ms; found \\'' + self + '\\''")
        @Nullable
        String deadline,

        @Default(Defaults.ON_UPSTREAM_LOSS)
        @JsonPropertyDescription(
                "What happens to a sample whose next section does not answer within the deadline or cannot be reached. AnswerLocally (the default): the deepest exit that was computed already answers, and the answer is marked degraded. Fail: the sample is refused, to be sent again. Example: AnswerLocally.")
        @Nullable
        OnUpstreamLoss onUpstreamLoss,

        @Size(max = Limits.PULL_SECRETS)
        @JsonPropertyDescription(
                "Secrets of the same namespace with credentials for the registry of the pods' images; at most 16, names unique, none by default. Example: [{name: registry}].")
        @Nullable
        List<LocalObjectReference> imagePullSecrets,

        @JsonPropertyDescription(
                "How a new revision takes the place of the one that answers: another model, threshold, encoding or partition point. Other sections, or other branches of them, are replaced at once. Absent: all samples at once, after every pod has loaded it. Example: {steps: [{percent: 10, hold: 2m}], gates: {minAgreementPercent: 95}}.")
        @Nullable
        RolloutSpec rollout,

        @Default(Defaults.REVISION_HISTORY_LIMIT)
        @Min(0)
        @Max(Limits.HISTORY)
        @JsonPropertyDescription(
                "How many DDNNRevisions are kept besides those that answer, are to answer or are still held by a pod; the oldest are deleted first; 0 to 100, 3 by default. No pod notices. Example: 3.")
        @Nullable
        Integer revisionHistoryLimit) {
    /** A spec without a word on old revisions. */
    public DDNNSpec(
            @Nullable ModelSpec model,
            @Nullable List<SectionSpec> sections,
            @Nullable String deadline,
            @Nullable OnUpstreamLoss onUpstreamLoss,
            @Nullable List<LocalObjectReference> imagePullSecrets,
            @Nullable RolloutSpec rollout) {
        this(model, sections, deadline, onUpstreamLoss, imagePullSecrets, rollout, null);
    }
}
