package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator last saw of a DDNN. A component that is null says nothing. */
@JsonClassDescription(
        "What the operator last saw. Users read it and never write it; the default says that nothing was looked at yet.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DDNNStatus(
        @Min(-1)
        @JsonPropertyDescription(
                "The generation of the DDNN that this status is about. As long as it is less than metadata.generation, the operator has not looked at the newest spec yet; -1 before it has ever looked. Example: 4.")
        @Nullable
        Long observedGeneration,

        @Size(max = Limits.CONDITIONS)
        @JsonPropertyDescription(
                "What is true and what is not, each type once; at most 16. Types: Ready (every section has enough ready pods to answer), Reconciling, Stalled (nothing changes before the user does something), ModelResolved, QuotaReserved (each DDNNQuota of the namespace has reserved what is needed; absent where there are none), WithinBudget (no budget of the namespace is used up; absent where there are none), SectionsReady, RolledOut (the newest revision answers everywhere), Degraded. Example: [{type: Ready, status: \"True\", reason: Serving, ...}].")
        @Nullable
        List<Condition> conditions,

        @Size(max = Limits.REVISION)
        @Pattern(Limits.LABEL)
        @JsonPropertyDescription(
                "Name of the revision that answers: a DNS label of at most 63 characters; absent as long as none does. Example: vehicles-7f3a.")
        @Nullable
        String currentRevision,

        @Size(max = Limits.REVISION)
        @Pattern(Limits.LABEL)
        @JsonPropertyDescription(
                "Name of the revision that the spec stands for: the same as currentRevision unless a rollout is under way or went back; a DNS label of at most 63 characters. Example: vehicles-91bc.")
        @Nullable
        String targetRevision,

        @JsonPropertyDescription(
                "How far the target revision has taken the place of the current one; absent when it has. Example: {step: 1, steps: 2, percent: 10}.")
        @Nullable
        RolloutStatus rollout,

        @Size(max = Limits.ADDRESSES)
        @JsonPropertyDescription(
                "Where samples are sent, one address for each branch of the first section or, with placement: EveryNode, for each node that runs a copy; each URL once, at most 256. A sample's views go to POST URL/v2/models/NAME/infer, each to its own address, all with the same id; inference-pods/section-pod/README.md has an example. Example: [{branch: view0, url: \"http://view0.vehicles-camera.city.svc:8080\"}].")
        @Nullable
        List<Address> addresses,

        @Size(max = Limits.SECTIONS)
        @JsonPropertyDescription(
                "How each section stands, in the order of the spec; at most 8. Example: [{name: camera, pool: street-cameras, ready: 5, desired: 6}].")
        @Nullable
        List<SectionStatus> sections,

        @Size(max = Limits.SUMMARY)
        @JsonPropertyDescription(
                "Ready and desired pods of all sections in one line, for the columns of kubectl get; at most 512 characters. Example: camera 5/6 gateway 1/1 cloud 2/2.")
        @Nullable
        String sectionSummary,

        @Size(max = Limits.SUMMARY)
        @JsonPropertyDescription(
                "Where samples were answered since the pods of the deciding section (the lowest with an exit) started, as of their last samples, in one line for the columns of kubectl get; at most 512 characters, absent as long as nobody counted. Example: gateway 72% cloud 28%.")
        @Nullable
        String exitSummary,

        @Size(max = Limits.TIME)
        @JsonPropertyDescription(
                "When exitSummary was written, which is at most once a minute, as an RFC 3339 time of at most 35 characters. Example: 2026-01-31T10:12:00Z.")
        @Nullable
        String exitSummaryTime,

        @JsonPropertyDescription(
                "What it asks of the DDNNQuotas of its namespace; absent where there are none. Example: {ask: 1, needed: {ddnns: 1, pods.device: 6}}.")
        @Nullable
        QuotaAsk quota) {
    /** A status without a word on revisions to come and on samples. */
    public DDNNStatus(
            @Nullable Long observedGeneration,
            @Nullable List<Condition> conditions,
            @Nullable String currentRevision,
            @Nullable List<Address> addresses,
            @Nullable List<SectionStatus> sections,
            @Nullable String sectionSummary) {
        this(
                observedGeneration,
                conditions,
                currentRevision,
                null,
                null,
                addresses,
                sections,
                sectionSummary,
                null,
                null,
                null);
    }

    /** The same status with other conditions and another ask. */
    public DDNNStatus with(List<Condition> otherConditions, @Nullable QuotaAsk otherQuota) {
        return new DDNNStatus(
                observedGeneration,
                otherConditions,
                currentRevision,
                targetRevision,
                rollout,
                addresses,
                sections,
                sectionSummary,
                exitSummary,
                exitSummaryTime,
                otherQuota);
    }
}
