package dev.ddnn.operator.status;

import dev.ddnn.contract.cut.CutResponse;

/** Every reason that a condition or an Event may have. */
public enum Reason {
    /** Enough pods of every section are ready. */
    Serving,
    /** Some section has too few ready pods. */
    SectionsNotReady,
    /** Pods of a section are ready in number. */
    AllPodsReady,
    /** Fewer pods than wanted, but enough. */
    PodsAway,
    /** Nothing answers, so there is nothing to be degraded. */
    NotServing,
    /** A new revision is on its way to the pods. */
    RevisionMoving,
    /** The newest revision answers everywhere. */
    RolledOut,
    /** A rollout is under way. */
    InProgress,
    /** The spec says that a rollout goes no further. */
    Paused,
    /** Pods cannot load the newest revision. */
    LoadFailed,
    /** A gate sent a rollout back. */
    RolledBack,
    /** A rollout went back since it had stood still for too long. */
    ProgressDeadlineExceeded,
    /** Event: more samples take the newest revision. */
    RolloutStep,
    /** Children were changed just now. */
    Applying,
    /** A pool that the spec names does not exist. */
    PoolMissing,
    /** A pool that the spec names has no nodes. */
    PoolEmpty,
    /** A pool that the spec names is not for the DDNN's namespace. */
    PoolForbidden,
    /** A section would run on a tier below that of the section before it. */
    TiersGoDown,
    /** A pool names a NodeGroup, and the cluster does not know what that is. */
    KubeEdgeMissing,
    /** The NodeGroup that a pool names does not exist. */
    NodeGroupMissing,
    /** Two pools have some of the same nodes. */
    PoolsOverlap,
    /** The hub is fetching the model. */
    ModelFetching,
    /** The hub, or what it needs, is out of reach. */
    HubUnavailable,
    /** The hub does not have the upload that the source names. */
    UploadMissing,
    /** The credentials of the source cannot be read, are incomplete or were not accepted. */
    CredentialsRefused,
    /** The source of the model cannot be reached, or does not have it. */
    SourceUnavailable,
    /** The hub does not take the operator for its own, and gets no model for it. */
    OperatorRefused,
    /** Verified and cut. */
    ModelCut,
    /** The model or its cut was refused. */
    ModelRefused,
    /** The spec cannot work. */
    SpecRefused,
    /** The model was not looked at, for another reason. */
    NotLookedAt,
    /** The node that a branch is wished on does not belong to the pool. */
    NodeMissing,
    /** The node that a pod is to be on, or every ready one, has a taint that the pool does not tolerate. */
    NodeTainted,
    /** A branch fits on no node of its pool. */
    NoRoom,
    /** Pods with a port of the node are refused by the namespace's security standard. */
    HostPortForbidden,
    /** Somebody else has paused a Deployment before all its pods were of the newest template. */
    DeploymentPaused,
    /** Pods of the newest template cannot start, and older ones serve. */
    NewPodsNotReady,
    /** Whoever sets the replicas of a section wants none. */
    ScaledToZero,
    /** Pods are refused: by a quota, a limit range, a security standard or a webhook. */
    PodsRefused,
    /** A ResourceQuota of the namespace has no room for all objects that are needed; none is made. */
    ObjectsRefused,
    /** Each quota of the namespace has reserved what is needed. */
    Reserved,
    /** A quota of the namespace was asked, and has not answered yet. */
    QuotaPending,
    /** A quota of the namespace has no room. */
    QuotaExceeded,
    /** Nothing that a quota limits is above its limit. */
    WithinLimits,
    /** More is there than a quota allows: it was there before, or the limit was lowered. */
    OverLimit,
    /** Something is left of every budget. */
    WithinBudget,
    /** The bytes of the day are used up: deciding sections answer by their own exits. */
    UplinkBudgetSpent,
    /** The bytes of the day are used up, and the deciding section has no exit to answer by. */
    BudgetNotKept,
    /** What the month may cost is used up: nobody new gets in. */
    CostBudgetSpent,
    /** Event: somebody else has written the ledger of a quota, or what was there was missing in it. */
    LedgerRepaired,
    /** Event: a DDNN has more than a quota has reserved for it: it was scaled, say, or has a node more; the quota counts it. */
    GrowthCounted,
    /** An object of a needed name belongs to somebody else. */
    NameTaken,
    /** Reconciling failed; it is tried again. */
    ReconcileFailed,
    /** A pool has ready nodes. */
    NodesReady,
    /** A pool selects nodes, but none is ready. */
    NoNodeReady,
    /** A pool selects no node. */
    NoNodeSelected,
    /** Event: another revision answers now. */
    RevisionAnswers,
    /** Event: a branch runs on another node now. */
    BranchMoved;

    /** What keeps the hub from giving a model. */
    static Reason of(CutResponse.Cause cause) {
        return switch (cause) {
            case UploadMissing -> UploadMissing;
            case CredentialsRefused -> CredentialsRefused;
            case SourceUnavailable -> SourceUnavailable;
            case OperatorRefused -> OperatorRefused;
        };
    }
}
