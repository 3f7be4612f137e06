package dev.ddnn.pod.ingress;

import dev.ddnn.contract.link.Down;
import dev.ddnn.contract.link.SectionLinkGrpc.SectionLinkImplBase;
import dev.ddnn.contract.link.Up;
import dev.ddnn.pod.config.PodIdentity;
import dev.ddnn.pod.flow.SectionFlow;
import dev.ddnn.pod.section.HeldRevisions;
import dev.ddnn.pod.time.Timer;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes streams of the section below. */
public final class LinkService extends SectionLinkImplBase {
    private final PodIdentity identity;
    private final HeldRevisions held;
    private final SectionFlow flow;
    private final ConnectedBranches branches;
    private final Timer timer;
    private final Set<SectionStream> streams = ConcurrentHashMap.newKeySet();

    /**
     * @param identity who answers
     * @param held what this pod holds
     * @param flow where parts go
     * @param branches learns who is connected
     * @param timer clock of the deadlines
     */
    public LinkService(
            PodIdentity identity, HeldRevisions held, SectionFlow flow, ConnectedBranches branches, Timer timer) {
        this.identity = identity;
        this.held = held;
        this.flow = flow;
        this.branches = branches;
        this.timer = timer;
    }

    @Override
    public StreamObserver<Up> exchange(StreamObserver<Down> down) {
        var stream = new SectionStream(this, (ServerCallStreamObserver<Down>) down);
        streams.add(stream);
        return stream;
    }

    /** Takes no sample in that is to be joined, and has the senders end their streams; each part gets its verdict first. */
    public void drain() {
        flow.stop();
        streams.forEach(SectionStream::drain);
    }

    PodIdentity identity() {
        return identity;
    }

    HeldRevisions held() {
        return held;
    }

    SectionFlow flow() {
        return flow;
    }

    ConnectedBranches branches() {
        return branches;
    }

    Timer timer() {
        return timer;
    }

    Set<SectionStream> streams() {
        return streams;
    }
}
