package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.observe.ChildNews;
import dev.ddnn.operator.observe.ClusterView;
import dev.ddnn.operator.observe.NodeGroups;
import dev.ddnn.operator.observe.NodeReader;
import dev.ddnn.operator.plan.Observed.Identity;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration.Builder;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What wakes the reconciler of DDNNs, and at the same time what it sees: children and pods of every DDNN, the pools, the labels of
 * namespaces, and of nodes and their groups what pools can see.
 */
final class EventSources implements ClusterView {
    private static final String BY_DDNN = "ddnn";

    private final EventSourceContext<DDNN> context;
    private final InformerEventSource<ConfigMap, DDNN> configMaps;
    private final InformerEventSource<Service, DDNN> services;
    private final InformerEventSource<Deployment, DDNN> deployments;
    private final InformerEventSource<DaemonSet, DDNN> daemonSets;
    private final InformerEventSource<DDNNRevision, DDNN> revisions;
    private final InformerEventSource<Pod, DDNN> pods;
    private final InformerEventSource<DDNNNodePool, DDNN> pools;
    private final InformerEventSource<DDNNQuota, DDNN> quotas;
    private final InformerEventSource<Node, DDNN> nodes;
    private final InformerEventSource<Namespace, DDNN> namespaces;
    private final Vacancies vacancies;
    private final ReadinessNews readiness;
    private final NodeGroupWatch nodeGroups;
    private final NodeGroupSource<DDNN> nodeGroupChanges;
    private final PrimarySource<DDNN> primaries;

    /**
     * @param vacancies to tell of children that are gone or grow
     */
    EventSources(EventSourceContext<DDNN> context, Informers informers, Vacancies vacancies) {
        this.context = context;
        this.vacancies = vacancies;
        readiness = new ReadinessNews(this::workloads, this::answers);
        configMaps = made(ConfigMap.class);
        services = made(Service.class);
        deployments = workload(Deployment.class);
        daemonSets = workload(DaemonSet.class);
        // Nobody else writes them, and what we wrote is no news to us.
        revisions = child(
                labelled(DDNNRevision.class).withOnUpdateFilter((revision, before) -> !ChildNews.isOursAlone(revision)),
                revision -> !ChildNews.isOursAlone(revision),
                new Shared<>("revisions"));
        pods = child(labelled(Pod.class).withOnUpdateFilter(readiness::isNewsOfPod), ChildNews::tells, informers.pods);
        pools = anywhere(from(DDNNNodePool.class, "pools")
                .withSecondaryToPrimaryMapper(this::usersOf)
                .withOnUpdateFilter((pool, before) -> !Objects.equals(pool.getSpec(), before.getSpec())));
        quotas = QuotaEventSources.of(context);
        nodes = new NewsSource<>(
                from(Node.class, "nodes")
                        .withWatchAllNamespaces()
                        .withSecondaryToPrimaryMapper(node -> everyone())
                        .withOnUpdateFilter(NodeChange::matters),
                informers.nodes,
                context);
        namespaces = anywhere(from(Namespace.class, "namespaces")
                .withSecondaryToPrimaryMapper(this::inhabitantsOf)
                .withOnUpdateFilter((namespace, before) -> !labelsOf(namespace).equals(labelsOf(before))));
        nodeGroups = informers.nodeGroups;
        nodeGroupChanges = new NodeGroupSource<>(nodeGroups, this::everyone);
        primaries = new PrimarySource<>(informers.ddnns, context);
    }

    List<EventSource<?, DDNN>> all() {
        return List.of(
                configMaps,
                services,
                deployments,
                daemonSets,
                revisions,
                pods,
                pools,
                quotas,
                nodes,
                namespaces,
                nodeGroupChanges,
                primaries);
    }

    @Override
    public Optional<DDNNNodePool> pool(String name) {
        return pools.get(new ResourceID(name));
    }

    @Override
    public List<Node> nodes() {
        return nodes.list(node -> true).toList();
    }

    @Override
    public NodeGroups nodeGroups() {
        return nodeGroups;
    }

    @Override
    public Map<String, String> namespaceLabels(String namespace) {
        return namespaces
                .get(new ResourceID(namespace))
                .map(EventSources::labelsOf)
                .orElse(Map.of());
    }

    @Override
    public List<DDNNQuota> quotas(String namespace) {
        return quotas.list(quota -> namespace.equals(quota.getMetadata().getNamespace()))
                .toList();
    }

    @Override
    public List<ConfigMap> configMaps(Identity ddnn) {
        return configMaps.byIndex(BY_DDNN, key(ddnn.namespace(), ddnn.name()));
    }

    @Override
    public List<Service> services(Identity ddnn) {
        return services.byIndex(BY_DDNN, key(ddnn.namespace(), ddnn.name()));
    }

    @Override
    public List<Deployment> deployments(Identity ddnn) {
        return deployments.byIndex(BY_DDNN, key(ddnn.namespace(), ddnn.name()));
    }

    @Override
    public List<DaemonSet> daemonSets(Identity ddnn) {
        return daemonSets.byIndex(BY_DDNN, key(ddnn.namespace(), ddnn.name()));
    }

    @Override
    public List<DDNNRevision> revisions(Identity ddnn) {
        return revisions.byIndex(BY_DDNN, key(ddnn.namespace(), ddnn.name()));
    }

    @Override
    public Optional<String> refusal(DaemonSet daemonSet) {
        return RefusedPods.of(daemonSet, context.getClient());
    }

    @Override
    public List<Pod> everyPod() {
        return pods.list(pod -> true).toList();
    }

    @Override
    public List<Pod> pods(Identity ddnn) {
        return pods.byIndex(BY_DDNN, key(ddnn.namespace(), ddnn.name()));
    }

    private static <R extends HasMetadata> Builder<R> from(Class<R> type, String name) {
        return InformerEventSourceConfiguration.from(type, DDNN.class).withName(name);
    }

    private <R extends HasMetadata> NewsSource<R, DDNN> anywhere(Builder<R> configuration) {
        return new NewsSource<>(configuration.withWatchAllNamespaces(), context);
    }

    /** Children that the operator makes: that one has come as it was made is no news. */
    private <R extends HasMetadata> ChildSource<R> made(Class<R> type) {
        return child(labelled(type), child -> !ChildNews.isOursAlone(child), new Shared<>(type.getSimpleName()));
    }

    private <R extends HasMetadata> ChildSource<R> workload(Class<R> type) {
        return child(
                labelled(type).withOnUpdateFilter(readiness::isNewsOfWorkload),
                child -> !ChildNews.isOursAlone(child),
                new Shared<>(type.getSimpleName()));
    }

    private Stream<HasMetadata> workloads(HasMetadata child) {
        return Stream.of(deployments, daemonSets)
                .flatMap(source ->
                        source.byIndex(BY_DDNN, key(child.getMetadata().getNamespace(), owner(child))).stream());
    }

    private boolean answers(HasMetadata child) {
        return context.getPrimaryCache()
                .get(new ResourceID(owner(child), child.getMetadata().getNamespace()))
                .map(DDNN::getStatus)
                .filter(status -> status.currentRevision() != null)
                .isPresent();
    }

    private static <R extends HasMetadata> Builder<R> labelled(Class<R> type) {
        return from(type, type.getSimpleName())
                .withLabelSelector(Labels.SELECT_ALL)
                .withSecondaryToPrimaryMapper(child ->
                        Set.of(new ResourceID(owner(child), child.getMetadata().getNamespace())));
    }

    private <R extends HasMetadata> ChildSource<R> child(
            Builder<R> configuration, Predicate<R> isNews, Shared<R> shared) {
        var source = new ChildSource<>(configuration, new Newcomers<>(isNews), shared, context, vacancies);
        source.addIndexers(
                Map.of(BY_DDNN, child -> List.of(key(child.getMetadata().getNamespace(), owner(child)))));
        return source;
    }

    private static String owner(HasMetadata child) {
        return Objects.requireNonNull(child.getMetadata().getLabels().get(Labels.DDNN), "selected by this label");
    }

    private static String key(String namespace, String ddnn) {
        return namespace + "/" + ddnn;
    }

    private Set<ResourceID> everyone() {
        return context.getPrimaryCache().list().map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private Set<ResourceID> inhabitantsOf(Namespace namespace) {
        String name = namespace.getMetadata().getName();
        return context.getPrimaryCache()
                .list(ddnn -> name.equals(ddnn.getMetadata().getNamespace()))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> labelsOf(Namespace namespace) {
        var labels = namespace.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    private Set<ResourceID> usersOf(DDNNNodePool pool) {
        String name = pool.getMetadata().getName();
        return context.getPrimaryCache()
                .list(ddnn -> ddnn.getSpec() != null
                        && ddnn.getSpec().sections() != null
                        && ddnn.getSpec().sections().stream()
                                .anyMatch(section -> section.poolRef() != null
                                        && name.equals(section.poolRef().name())))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    /** Of a node's many heartbeats, those that can matter to a pool. */
    static final class NodeChange {
        private NodeChange() {}

        static boolean matters(Node node, Node before) {
            return !NodeReader.read(node).equals(NodeReader.read(before))
                    || !NodeReader.labelsOf(node).equals(NodeReader.labelsOf(before));
        }
    }
}
