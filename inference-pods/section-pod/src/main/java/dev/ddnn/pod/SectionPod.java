package dev.ddnn.pod;

import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.pod.config.ConfigCheck;
import dev.ddnn.pod.config.SectionConfigSource;
import dev.ddnn.pod.flow.FlowTools;
import dev.ddnn.pod.flow.SectionFlow;
import dev.ddnn.pod.forward.LinkContext;
import dev.ddnn.pod.forward.StreamedNextSection;
import dev.ddnn.pod.ingress.AdmissionGate;
import dev.ddnn.pod.ingress.ConnectedBranches;
import dev.ddnn.pod.ingress.InferenceEndpoint;
import dev.ddnn.pod.ingress.LinkServer;
import dev.ddnn.pod.ingress.LinkService;
import dev.ddnn.pod.section.HeldRevisions;
import dev.ddnn.pod.section.SectionLoader;
import dev.ddnn.pod.section.SectionModel;
import dev.ddnn.pod.section.SectionStore;
import dev.ddnn.pod.telemetry.FlowMetrics;
import dev.ddnn.pod.telemetry.LinkBytes;
import dev.ddnn.pod.telemetry.ProcessUse;
import dev.ddnn.pod.telemetry.ReportSender;
import dev.ddnn.pod.telemetry.RevisionTallies;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A whole pod but for its HTTP port: reads its configuration, loads its section, takes streams from below, keeps streams upwards
 * and calls home. Several may live in one process.
 */
public final class SectionPod implements AutoCloseable {
    private static final int COMPARED_IN_FLIGHT = 32;
    private final PodSettings settings;
    private final PodThreads threads;
    private final FlowMetrics metrics;
    private final LinkBytes linkBytes;
    private final RevisionTallies tallies = new RevisionTallies();
    private final ProcessUse use = ProcessUse.ofThisProcess();
    private final HeldRevisions held;
    private final StreamedNextSection next;
    private final SectionConfigSource config;
    private final SectionFlow flow;
    private final LinkServer links;
    private final ReportSender reports;
    private final InferenceEndpoint endpoint;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Wires the pod; nothing runs yet. */
    public SectionPod(PodSettings settings, MeterRegistry registry) {
        this.settings = settings;
        var identity = settings.identity();
        threads = new PodThreads(settings.limits().workers());
        metrics = new FlowMetrics(registry);
        linkBytes = new LinkBytes(registry);
        reports = new ReportSender(settings.hub(), threads.http(), this::report, threads.timer(), threads.background());
        var store = new SectionStore(settings.cache(), settings.hub(), threads.http());
        held = new HeldRevisions(
                new SectionLoader(store, SectionModel::load),
                this::ownBranch,
                threads.background(),
                threads.timer(),
                reports::changed);
        next = new StreamedNextSection(new LinkContext(
                identity,
                this::section,
                this::branch,
                threads.timer(),
                host -> List.of(InetAddress.getAllByName(host)),
                new LinkContext.Resources(threads.background(), threads.events(), linkBytes.dialling())));
        config = new SectionConfigSource(
                settings.configFile(), identity.branch(), threads.timer(), this::follow, reports::changed);
        var branches = new ConnectedBranches(threads.timer());
        flow = new SectionFlow(
                this::section,
                held,
                new FlowTools(threads.timer(), threads.workers(), threads.spare(), next, metrics, tallies),
                new SectionFlow.Places(
                        new AdmissionGate(settings.limits().samplesInFlight()), new AdmissionGate(COMPARED_IN_FLIGHT)),
                branches);
        links = new LinkServer(
                settings.links(),
                threads.events(),
                linkBytes.listening(),
                new LinkService(identity, held, flow, branches, threads.timer()));
        endpoint = new InferenceEndpoint(identity.pod(), held, flow, threads.timer());
    }

    /**
     * Starts everything. Loading goes on in the background.
     *
     * @throws IOException if the port for streams cannot be had
     */
    public void start() throws IOException {
        links.start();
        config.start();
        reports.start();
    }

    /** What the pod holds. */
    public HeldRevisions held() {
        return held;
    }

    /** Inference for clients. */
    public InferenceEndpoint endpoint() {
        return endpoint;
    }

    /** The flow of samples. */
    public SectionFlow flow() {
        return flow;
    }

    /** The port for streams of the section below. */
    public int linkPort() {
        return links.port();
    }

    /** Whether the next section can be reached. */
    public boolean nextConnected() {
        return next.connected();
    }

    private void follow(SectionConfig newest) {
        tallies.follow(newest);
        held.follow(newest);
        next.follow(newest);
    }

    private BranchCut ownBranch(HeldRevision revision) {
        return ConfigCheck.ownBranch(revision, settings.identity().branch())
                .orElseThrow(() -> new IllegalArgumentException("checked before: the pod's branch is in the revision"));
    }

    private String section() {
        return held.current().map(now -> now.config().section()).orElse("");
    }

    private String branch() {
        return held.current().map(now -> now.answering().branch().name()).orElse("");
    }

    private Optional<PodReport> report(long sequence) {
        var identity = settings.identity();
        return held.current()
                .map(now -> new PodReport(
                        identity.podUid(),
                        identity.bootId(),
                        sequence,
                        identity.pod(),
                        identity.node(),
                        identity.namespace(),
                        now.config().ddnn(),
                        now.config().section(),
                        now.answering().branch().name(),
                        config.hash().orElse(null),
                        config.error().orElse(null),
                        held.report(),
                        metrics.samples(),
                        linkBytes.report(),
                        now.decides() ? tallies.report() : List.of(),
                        now.decides() ? tallies.rolloutReport() : null,
                        use.metered(now.decides() ? tallies.answered() : null),
                        null));
    }

    /**
     * Ends in the order in which nothing is lost: what is on its way gets its verdict, then the last report goes home. It may have to
     * wait there, so the next section is told before that nothing comes any more.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        config.close();
        links.close();
        next.close();
        reports.close();
        held.close();
        threads.close();
    }
}
