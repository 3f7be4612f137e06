package dev.ddnn.operator.status;

/** Types of the conditions that we write, in the order in which they are listed. */
public enum ConditionType {
    /** Every section has enough ready pods to answer with the current revision, for a spec that was looked at. */
    Ready,
    /** Work is under way; absent otherwise. */
    Reconciling,
    /** No retry will help; absent otherwise. */
    Stalled,
    /** The model was fetched, verified and cut. */
    ModelResolved,
    /** Each quota of the namespace has reserved what is needed; absent where there are none. */
    QuotaReserved,
    /** No budget of the namespace is used up; absent where there are none. */
    WithinBudget,
    /** Every section has the pods that it needs for an answer. */
    SectionsReady,
    /** The newest revision answers everywhere. */
    RolledOut,
    /** It answers, with fewer pods than it should have. */
    Degraded,
    /** Of a pool: another pool has some of the same nodes; absent otherwise. */
    Overlapping
}
