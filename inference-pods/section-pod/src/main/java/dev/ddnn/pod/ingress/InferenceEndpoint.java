package dev.ddnn.pod.ingress;

import dev.ddnn.contract.cut.Port;
import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.contract.section.SectionConfig.NamedExit;
import dev.ddnn.pod.flow.SectionFlow;
import dev.ddnn.pod.flow.Tensors;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.section.Held;
import dev.ddnn.pod.section.HeldRevisions;
import dev.ddnn.pod.section.Holdings;
import dev.ddnn.pod.time.Deadline;
import dev.ddnn.pod.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Inference for clients, without HTTP: a request's bytes in, a reply out, once. The deadline is fixed here, and an id is let
 * through once while any section may still know its outcome.
 */
public final class InferenceEndpoint {
    private final String pod;
    private final HeldRevisions held;
    private final SectionFlow flow;
    private final Timer timer;
    private final RecentIds ids;

    /**
     * @param pod name of this pod
     * @param held what this pod holds
     * @param flow where samples go
     * @param timer clock of the deadlines
     */
    public InferenceEndpoint(String pod, HeldRevisions held, SectionFlow flow, Timer timer) {
        this.pod = pod;
        this.held = held;
        this.flow = flow;
        this.timer = timer;
        this.ids = new RecentIds(timer);
    }

    /** What this pod holds. */
    Holdings holdings() throws NotServedException {
        var now = held.current();
        if (now.isEmpty()) {
            throw new NotServedException(503, "the pod has no configuration yet");
        }
        return now.get();
    }

    /** The model's name must be the DDNN's. */
    Holdings model(String name) throws NotServedException {
        var now = holdings();
        var served = now.config().ddnn();
        if (!served.equals(name)) {
            throw new NotServedException(404, "model must be '" + served + "'; found '" + name + "'");
        }
        return now;
    }

    /**
     * Serves a request.
     *
     * @param model name in the path
     * @param body as it came
     * @param headerLength value of Inference-Header-Content-Length, if any
     * @param reply gets exactly one reply
     */
    void infer(String model, byte[] body, @Nullable String headerLength, Consumer<InferReply> reply) {
        try {
            var now = model(model);
            var revision = bottom(now);
            boolean idRequired = revision.revision().role() == SectionRole.Below;
            var request = new InferRequestReader(revision.branch(), idRequired).read(body, headerLength);
            enter(now, revision, request, reply);
        } catch (NotServedException e) {
            reply.accept(InferReply.error(e.status(), String.valueOf(e.getMessage())));
        } catch (BadRequestException e) {
            reply.accept(InferReply.error(400, String.valueOf(e.getMessage())));
        }
    }

    private static Held bottom(Holdings now) throws NotServedException {
        var revision = now.answering();
        if (!revision.senders().isEmpty()) {
            throw new NotServedException(
                    404,
                    "section '" + now.config().section()
                            + "' takes no samples from clients; send them to the pods of the lowest section");
        }
        return revision;
    }

    private void enter(Holdings now, Held revision, InferRequest request, Consumer<InferReply> reply) {
        var wanted = request.id();
        var id = wanted == null ? UUID.randomUUID().toString() : wanted;
        var deadline = Duration.ofMillis(now.config().deadlineMillis());
        // The join above keeps outcomes for deadline + timeout, and its timeout never exceeds the deadline.
        if (!ids.claim(id, deadline.multipliedBy(2))) {
            reply.accept(InferReply.error(
                    409, "`id` '" + id + "' must not come again while its outcome may still be on its way"));
            return;
        }
        flow.enter(part(now, revision, request, travelling(now, revision, id), deadline), outcome -> {
            if (outcome.fold(answered -> false, Refused::retryable)) {
                ids.free(id);
            }
            reply.accept(reply(now, request, id, outcome));
        });
    }

    /**
     * The id on the way up. Where all of a sample is in this pod, the same id may come to other pods of the section for another
     * sample; where the parts of it go different ways and meet again further up, they must not be taken for one.
     */
    private String travelling(Holdings now, Held revision, String id) {
        var next = now.config().next();
        boolean alone = revision.revision().role() != SectionRole.Below;
        return alone && next != null && next.branches().size() > 1 ? pod + "/" + id : id;
    }

    private Part part(Holdings now, Held revision, InferRequest request, String id, Duration deadline) {
        var branch = revision.branch();
        var revisions = now.listed().stream()
                .filter(other -> other.branch().inputs().equals(branch.inputs()))
                .map(Held::name)
                .toList();
        int present = 0;
        for (String view : branch.views()) {
            present |= 1 << revision.revision().views().indexOf(view);
        }
        List<byte[]> tensors = Tensors.from(branch, branch.name()).stream()
                .map(Port::tensor)
                .map(tensor -> request.views().getOrDefault(tensor, new byte[0]))
                .toList();
        return new Part(branch.name(), id, revisions, present, tensors, Deadline.in(timer, deadline));
    }

    private static InferReply reply(Holdings now, InferRequest request, String id, Outcome outcome) {
        return outcome.fold(
                answered -> InferReply.answer(form(now, request, id, answered), answered), InferReply::refusal);
    }

    private static InferReply.Form form(Holdings now, InferRequest request, String id, Answered answered) {
        var revision = now.find(answered.revision()).orElseGet(now::answering).revision();
        var logits = revision.exits().stream()
                .filter(exit -> exit.section().equals(answered.exit()))
                .map(NamedExit::logits)
                .findFirst()
                .orElse(answered.exit());
        return new InferReply.Form(
                now.config().ddnn(), id, logits, revision.views().size(), request.binaryOutput());
    }
}
