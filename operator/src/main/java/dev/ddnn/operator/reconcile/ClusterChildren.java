package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.operator.apply.Children;
import dev.ddnn.operator.apply.NativeQuotas;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.desired.Ownership;
import dev.ddnn.operator.desired.PodNudge;
import dev.ddnn.operator.desired.RevisionObject;
import dev.ddnn.operator.observe.ClusterView;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.usage.Tariffs;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.net.HttpURLConnection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Children through the client and the matcher of the Java Operator SDK. They are looked at once, when this is made. Make it before what
 * is planned from is read: what is written then names a version that is not newer than the one that was planned from, and a plan from
 * an older view is refused.
 */
final class ClusterChildren implements Children {
    private final DDNN ddnn;
    private final Context<DDNN> context;
    private final ClusterView view;
    private final String namespace;
    private final List<HasMetadata> owned;
    private final Start start;
    private final MadeChildren posts;
    private final Executor later;
    private final Unlimited unlimited;
    private @Nullable CompletableFuture<List<ResourceQuota>> quotas;

    /**
     * @param later what nobody waits for
     * @param unlimited what other visits have read of ResourceQuotas
     */
    ClusterChildren(DDNN ddnn, Context<DDNN> context, ClusterView view, Executor later, Unlimited unlimited) {
        Identity identity = StatusPatch.identity(ddnn);
        this.ddnn = ddnn;
        this.context = context;
        this.view = view;
        this.later = later;
        this.unlimited = unlimited;
        this.namespace = identity.namespace();
        this.posts = new MadeChildren(context.getClient());
        List<HasMetadata> labelled = Stream.of(
                        view.revisions(identity),
                        view.configMaps(identity),
                        view.services(identity),
                        view.deployments(identity),
                        view.daemonSets(identity))
                .<HasMetadata>flatMap(List::stream)
                .toList();
        this.owned = labelled.stream()
                .filter(child -> Ownership.isBy(identity.uid(), child))
                .toList();
        // The API server begins a status by itself, with a generation that no object has.
        boolean isUntold = Optional.ofNullable(ddnn.getStatus())
                .map(DDNNStatus::observedGeneration)
                .filter(generation -> generation > 0)
                .isEmpty();
        Start untold = labelled.isEmpty() ? Start.NOTHING : Start.UNTOLD;
        this.start = isUntold ? untold : Start.TOLD;
        // Something is going to be made: the answer comes while the hub is asked.
        this.quotas = start == Start.NOTHING ? beginQuotas() : null;
    }

    @Override
    public Start start() {
        return start;
    }

    @Override
    public List<HasMetadata> owned(Identity ddnn) {
        return owned;
    }

    @Override
    public Map<HasMetadata, HasMetadata> live(List<HasMetadata> wanted) {
        var live = new IdentityHashMap<HasMetadata, HasMetadata>();
        ManyCalls.of(wanted, child -> Optional.ofNullable(
                                context.getClient().resource(posts.typed(child)).get())
                        .map(there -> Map.entry(child, there)))
                .forEach(found -> found.ifPresent(pair -> live.put(pair.getKey(), pair.getValue())));
        return live;
    }

    @Override
    public boolean matches(HasMetadata actual, HasMetadata wanted) {
        if (MadeChildren.isRecord(wanted)) {
            return posts.holds(actual, wanted);
        }
        return MadeChildren.isPosted(actual)
                ? posts.matches(actual, wanted)
                : SSABasedGenericKubernetesResourceMatcher.getInstance().matches(actual, wanted, context);
    }

    @Override
    public List<String> refused(List<HasMetadata> missing) {
        var begun = quotas;
        quotas = null;
        return NativeQuotas.refusals(begun == null ? quotasNow() : ManyCalls.answer(begun), missing);
    }

    private CompletableFuture<List<ResourceQuota>> beginQuotas() {
        return unlimited.isKnown(namespace)
                ? CompletableFuture.completedFuture(List.of())
                : ManyCalls.begin(this::quotasSeen);
    }

    /**
     * As the API server has them in its cache: to be told what holds now, a list waits up to a tenth of a second for a sign of life of the
     * store, behind which all other calls of a burst queue up. What has changed since is refused when it is written.
     */
    private List<ResourceQuota> quotasSeen() {
        List<ResourceQuota> seen = context.getClient()
                .resourceQuotas()
                .inNamespace(namespace)
                .list(new ListOptionsBuilder().withResourceVersion("0").build())
                .getItems();
        if (seen.isEmpty()) {
            unlimited.note(namespace);
        }
        return seen;
    }

    private List<ResourceQuota> quotasNow() {
        return context.getClient()
                .resourceQuotas()
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    @Override
    public void make(HasMetadata wanted) {
        orOvertaken(() -> posts.make(wanted));
    }

    @Override
    public void write(HasMetadata wanted, HasMetadata actual) {
        if (MadeChildren.isRecord(wanted)) {
            orOvertaken(() -> posts.update(wanted, actual));
            return;
        }
        if (MadeChildren.isPosted(actual)) {
            orOvertaken(() -> handOver(wanted.getMetadata(), actual));
        }
        // To warn of fields that it does not know, the API server would read the whole text a second time, as YAML.
        orOvertaken(() -> context.getClient()
                .resource(wanted)
                .fieldValidation(Validation.IGNORE)
                .fieldManager(Labels.MANAGER)
                .forceConflicts()
                .serverSideApply());
    }

    /** What follows is fenced by the version that this makes, if it was by the one that was seen. */
    private void handOver(ObjectMeta wanted, HasMetadata actual) {
        String by = posts.handOver(actual, wanted.getResourceVersion());
        if (wanted.getResourceVersion() != null) {
            wanted.setResourceVersion(by);
        }
    }

    /**
     * The first record of what pods are told brings the bill of what they use, which nobody waits for. It is no child: it outlives its DDNN,
     * and so says itself where sections are booked.
     */
    @Override
    public List<Creation> create(List<HasMetadata> wanted) {
        if (wanted.stream().anyMatch(child -> child instanceof Deployment || child instanceof DaemonSet) && isGone()) {
            var gone = new OvertakenException("the DDNN is gone");
            return wanted.stream().map(child -> new Creation(child, gone)).toList();
        }
        boolean isFirstRecord = owned.isEmpty()
                && wanted.stream().anyMatch(child -> child.getKind().equals(RevisionObject.KIND));
        if (isFirstRecord) {
            var bills = new UsageObjects(context.getClient());
            var sections = Tariffs.spots(ddnn.getSpec(), pool -> view.pool(pool).map(DDNNNodePool::getSpec));
            later.execute(() -> bills.begin(ddnn, sections));
        }
        return ManyCalls.of(wanted, this::created);
    }

    /**
     * That its children went may be heard of before it is heard that it went itself, by another watch. They are not made anew then: their
     * pods would be there beside those that are ending. One that was never told anything and of which nothing is there is not asked for.
     */
    private boolean isGone() {
        if (start == Start.NOTHING) {
            return false;
        }
        return context
                .getClient()
                .resources(DDNN.class)
                .inNamespace(namespace)
                .withField("metadata.name", ddnn.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .map(HasMetadata::getMetadata)
                .noneMatch(
                        now -> now.getUid().equals(ddnn.getMetadata().getUid()) && now.getDeletionTimestamp() == null);
    }

    @Override
    public void delete(HasMetadata actual) {
        orOvertaken(() -> context.getClient()
                .resource(actual)
                .lockResourceVersion(actual.getMetadata().getResourceVersion())
                .delete());
    }

    @Override
    public void remove(HasMetadata actual) {
        // The client itself has no way to name a UID.
        var thatOne = new DeleteOptionsBuilder()
                .withPropagationPolicy("Background")
                .withNewPreconditions()
                .withUid(actual.getMetadata().getUid())
                .endPreconditions()
                .build();
        try {
            context.getClient().raw(MadeChildren.path(actual), "DELETE", thatOne);
        } catch (KubernetesClientException e) {
            if (!isAnother(e)) {
                throw e;
            }
        }
    }

    @Override
    public void tell(Identity ddnn, PodNudge nudge) {
        var pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(ddnn.namespace())
                .withName(nudge.pod())
                .withUid(nudge.uid())
                .withAnnotations(Map.of(Labels.CONFIG, nudge.told()))
                .endMetadata()
                .build();
        var patch = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(Labels.MANAGER)
                .build();
        orOvertaken(() -> context.getClient().resource(pod).patch(patch, pod));
    }

    /** 409: it has changed; 404: it is gone; 403: it is not allowed. */
    private static void orOvertaken(Runnable write) {
        try {
            write.run();
        } catch (KubernetesClientException e) {
            if (isAnother(e)) {
                throw new OvertakenException("changed since it was seen", e);
            }
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                throw new ForbiddenException(e.getMessage() == null ? "forbidden" : e.getMessage(), e);
            }
            throw e;
        }
    }

    /** It is gone, or no longer the one that was named. */
    private static boolean isAnother(KubernetesClientException error) {
        return error.getCode() == HttpURLConnection.HTTP_CONFLICT
                || error.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }
}
