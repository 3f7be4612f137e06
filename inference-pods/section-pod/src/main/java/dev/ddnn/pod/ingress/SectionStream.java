package dev.ddnn.pod.ingress;

import dev.ddnn.contract.link.Down;
import dev.ddnn.contract.link.Drain;
import dev.ddnn.contract.link.Hello;
import dev.ddnn.contract.link.Part;
import dev.ddnn.contract.link.Up;
import dev.ddnn.contract.link.Welcome;
import dev.ddnn.pod.forward.LinkMessages;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.section.Holdings;
import dev.ddnn.pod.time.Deadline;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One stream from a pod of the section below: a greeting, then parts; each part gets one verdict. */
final class SectionStream implements StreamObserver<Up> {
    private static final Logger LOG = Logger.getLogger(SectionStream.class);
    private final LinkService service;
    private final ServerCallStreamObserver<Down> down;
    private @Nullable Hello sender;
    private int open;
    private boolean ending;
    private boolean ended;

    SectionStream(LinkService service, ServerCallStreamObserver<Down> down) {
        this.service = service;
        this.down = down;
        down.setOnCancelHandler(this::gone);
        // A stream that this side ends, a refused one too, tells nobody else.
        down.setOnCloseHandler(this::gone);
    }

    @Override
    public void onNext(Up up) {
        if (up.hasHello()) {
            greet(up.getHello());
        } else if (up.hasPart()) {
            part(up.getPart());
        }
    }

    private void greet(Hello hello) {
        var now = service.held().current();
        if (sender != null) {
            refuse(Status.FAILED_PRECONDITION.withDescription("a stream begins with one Hello"));
        } else if (now.isEmpty()) {
            refuse(Status.UNAVAILABLE.withDescription("the pod has no configuration yet"));
        } else {
            var problem = problem(now.get(), hello);
            if (problem == null) {
                welcome(hello, now.get().answering().senders());
            } else {
                refuse(Status.FAILED_PRECONDITION.withDescription(problem));
            }
        }
    }

    private static @Nullable String problem(Holdings holdings, Hello hello) {
        var config = holdings.config();
        var owner = config.namespace() + "/" + config.ddnn();
        var asked = hello.getNamespace() + "/" + hello.getDdnn();
        Set<String> senders = holdings.answering().senders();
        if (!owner.equals(asked)) {
            return "the stream must belong to DDNN '" + owner + "'; found '" + asked + "'";
        }
        if (hello.getSection().equals(config.section()) || !senders.contains(hello.getBranch())) {
            return "section '" + config.section() + "' takes streams from branches "
                    + senders.stream().sorted().toList() + " of the section below; found branch '" + hello.getBranch()
                    + "' of section '" + hello.getSection() + "'";
        }
        return null;
    }

    private void welcome(Hello hello, Set<String> expected) {
        sender = hello;
        service.branches().opened(hello.getBranch());
        LOG.infof(
                "branch %s of section %s is connected: pod %s", hello.getBranch(), hello.getSection(), hello.getPod());
        var identity = service.identity();
        var welcome = Down.newBuilder()
                .setWelcome(Welcome.newBuilder().setPod(identity.pod()).setBootId(identity.bootId()))
                .build();
        service.branches().whenGathered(expected, () -> send(welcome));
    }

    private void part(Part message) {
        var hello = sender;
        if (hello == null) {
            refuse(Status.FAILED_PRECONDITION.withDescription("a stream begins with Hello"));
            return;
        }
        synchronized (this) {
            open++;
        }
        int present = present(message);
        var part = LinkMessages.received(
                message,
                hello.getBranch(),
                present,
                Deadline.in(service.timer(), Duration.ofMillis(message.getRemainingMillis())));
        service.flow().accept(part, message.getAgain(), outcome -> verdict(message, present, outcome));
    }

    /** No mask means all views. */
    private int present(Part message) {
        if (message.getPresent() != 0) {
            return message.getPresent();
        }
        return service.held()
                .current()
                .map(now -> now.find(message.getRevisionsList())
                        .or(() -> now.find(message.getOther().getRevisionsList()))
                        // None of them may be held now and one a moment later; all have the same views.
                        .orElseGet(now::answering)
                        .allPresent())
                .orElse(0);
    }

    private void verdict(Part message, int present, Outcome outcome) {
        send(Down.newBuilder()
                .setVerdict(LinkMessages.verdict(message, present, outcome))
                .build());
        synchronized (this) {
            open--;
            endIfIdle();
        }
    }

    private synchronized void send(Down message) {
        if (!ended) {
            down.onNext(message);
        }
    }

    private synchronized void refuse(Status status) {
        if (!ended) {
            ended = true;
            down.onError(status.asRuntimeException());
        }
    }

    /** Asks the sender to send nothing more; once it has done so, the stream ends. */
    void drain() {
        send(Down.newBuilder().setDrain(Drain.getDefaultInstance()).build());
    }

    /** Ends the stream as soon as each part has its verdict. */
    private synchronized void end() {
        ending = true;
        endIfIdle();
    }

    private void endIfIdle() {
        if (ending && open == 0 && !ended) {
            ended = true;
            down.onCompleted();
        }
    }

    @Override
    public void onError(Throwable error) {
        gone();
    }

    @Override
    public void onCompleted() {
        end();
        gone();
    }

    private void gone() {
        var hello = sender;
        sender = null;
        service.streams().remove(this);
        if (hello != null) {
            service.branches().closed(hello.getBranch());
            LOG.infof(
                    "branch %s of section %s is disconnected: pod %s",
                    hello.getBranch(), hello.getSection(), hello.getPod());
            service.flow().branchLost();
        }
    }
}
