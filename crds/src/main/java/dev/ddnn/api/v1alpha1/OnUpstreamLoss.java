package dev.ddnn.api.v1alpha1;

/** What happens to a sample whose next section does not answer in time. */
public enum OnUpstreamLoss {
    /** The deepest exit that was already computed answers; the answer is marked degraded. */
    AnswerLocally,
    /** The sample is refused, retryably, with the hop that failed. */
    Fail
}
