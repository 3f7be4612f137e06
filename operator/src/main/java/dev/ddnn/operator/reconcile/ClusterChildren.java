package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.operator.apply.Children;
import dev.ddnn.operator.apply.NativeQuotas;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.desired.Ownership;
import dev.ddnn.operator.desired.PodNudge;
import dev.ddnn.operator.desired.RevisionObject;
import dev.ddnn.operator.observe.ClusterView;
import dev.ddnn.operator.plan.Observed.Identity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.net.HttpURLConnection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Children through the client and the matcher of the Java Operator SDK. They are looked at once, when this is made. Make it before what
 * is planned from is read: what is written then names a version that is not newer than the one that was planned from, and a plan from
 * an older view is refused.
 */
final class ClusterChildren implements Children {
    private final Context<DDNN> context;
    private final List<HasMetadata> owned;

    ClusterChildren(Identity ddnn, Context<DDNN> context, ClusterView view) {
        this.context = context;
        this.owned = Stream.of(
                        view.revisions(ddnn),
                        view.configMaps(ddnn),
                        view.services(ddnn),
                        view.deployments(ddnn),
                        view.daemonSets(ddnn))
                .<HasMetadata>flatMap(List::stream)
                .filter(child -> Ownership.isBy(ddnn.uid(), child))
                .toList();
    }

    @Override
    public List<HasMetadata> owned(Identity ddnn) {
        return owned;
    }

    @Override
    public Map<HasMetadata, HasMetadata> live(List<HasMetadata> wanted) {
        var live = new IdentityHashMap<HasMetadata, HasMetadata>();
        ManyCalls.of(wanted, child -> Optional.ofNullable(
                                context.getClient().resource(typed(child)).get())
                        .map(there -> Map.entry(child, there)))
                .forEach(found -> found.ifPresent(pair -> live.put(pair.getKey(), pair.getValue())));
        return live;
    }

    @Override
    public boolean matches(HasMetadata actual, HasMetadata wanted) {
        return SSABasedGenericKubernetesResourceMatcher.getInstance().matches(actual, wanted, context);
    }

    @Override
    public List<String> refused(List<HasMetadata> missing) {
        String namespace = missing.get(0).getMetadata().getNamespace();
        var quotas = context.getClient()
                .resourceQuotas()
                .inNamespace(namespace)
                .list()
                .getItems();
        return NativeQuotas.refusals(quotas, missing);
    }

    @Override
    public void write(HasMetadata wanted) {
        orOvertaken(() -> context.getClient()
                .resource(typed(wanted))
                .fieldManager(Labels.MANAGER)
                .forceConflicts()
                .serverSideApply());
    }

    @Override
    public List<Creation> create(List<HasMetadata> wanted) {
        return ManyCalls.of(wanted, this::created);
    }

    @Override
    public void delete(HasMetadata actual) {
        orOvertaken(() -> context.getClient()
                .resource(actual)
                .lockResourceVersion(actual.getMetadata().getResourceVersion())
                .delete());
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

    /** The same object of the class that the client knows the kind by: else it would ask the API server for the kind each time. */
    private HasMetadata typed(HasMetadata wanted) {
        return wanted.getKind().equals(RevisionObject.KIND)
                ? context.getClient().getKubernetesSerialization().convertValue(wanted, DDNNRevision.class)
                : wanted;
    }

    /** 409: it has changed; 404: it is gone; 403: it is not allowed. */
    private static void orOvertaken(Runnable write) {
        try {
            write.run();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                throw new OvertakenException("changed since it was seen", e);
            }
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                throw new ForbiddenException(e.getMessage() == null ? "forbidden" : e.getMessage(), e);
            }
            throw e;
        }
    }
}
