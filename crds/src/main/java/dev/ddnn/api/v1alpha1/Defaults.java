package dev.ddnn.api.v1alpha1;

/**
 * The values that the API server, or where noted the operator, fills in for absent fields. The schema and the operator
 * both read them here, so that a default is written once.
 */
public final class Defaults {
    /** {@code spec.deadline}. */
    public static final String DEADLINE = "300ms";

    /** {@code spec.onUpstreamLoss}, the name of an {@link OnUpstreamLoss}. */
    public static final String ON_UPSTREAM_LOSS = "AnswerLocally";

    /** {@code spec.sections[].join.timeout}. Without {@code join} the operator uses it as well. */
    public static final String JOIN_TIMEOUT = "50ms";

    /** {@code spec.sections[].output[].encoding}, the name of an {@link Encoding}: exact, whatever the tensor holds. */
    public static final String ENCODING = "Float32";

    /** {@code spec.offline} of a pool, the name of an {@link OfflinePolicy}. */
    public static final String OFFLINE = "Tolerate";

    /** {@code spec.namespaces.from} of a pool, the name of a {@link NamespacesFrom}. */
    public static final String NAMESPACES_FROM = "All";

    /** {@code spec.rollout.progressDeadline}. Without {@code rollout} the operator uses it as well. */
    public static final String PROGRESS_DEADLINE = "10m";

    /** {@code spec.rollout.steps[].hold}. */
    public static final String HOLD = "0s";

    /** {@code spec.rollout.gates.minSamples}. */
    public static final String MIN_SAMPLES = "200";

    /** {@code spec.revisionHistoryLimit}. */
    public static final String REVISION_HISTORY_LIMIT = "3";

    private Defaults() {}
}
