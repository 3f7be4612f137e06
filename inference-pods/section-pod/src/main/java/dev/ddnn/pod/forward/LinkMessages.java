package dev.ddnn.pod.forward;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.ddnn.contract.link.Answer;
import dev.ddnn.contract.link.Part;
import dev.ddnn.contract.link.Refusal;
import dev.ddnn.contract.link.Variant;
import dev.ddnn.contract.link.Verdict;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.time.Deadline;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Values of the flow as messages of the stream and back. What the other side knows already is left out: the mask if all views are
 * there, the revision of an answer if the part had only one, its mask if it is the part's.
 */
public final class LinkMessages {
    private LinkMessages() {}

    /** A part for one branch of the next section. */
    static Part part(UpwardSample sample, String branch, long number, long remainingMillis, boolean again) {
        var part = Part.newBuilder()
                .setAgain(again)
                .setNumber(number)
                .setSample(sample.sample())
                .addAllRevisions(sample.revisions())
                .setRemainingMillis(Math.toIntExact(remainingMillis))
                .setPresent(sample.present() == sample.allPresent() ? 0 : sample.present());
        for (byte[] tensor : sample.tensors().getOrDefault(branch, List.of())) {
            part.addTensors(UnsafeByteOperations.unsafeWrap(tensor));
        }
        var other = sample.other();
        if (other != null) {
            part.setOther(variant(sample, other, branch));
        }
        return part.setShadow(sample.shadow()).build();
    }

    private static Variant variant(UpwardSample sample, UpwardVariant other, String branch) {
        var variant = Variant.newBuilder()
                .addAllRevisions(other.revisions())
                .setPresent(other.present() == sample.present() ? 0 : other.present());
        for (byte[] tensor : other.tensors().getOrDefault(branch, List.of())) {
            variant.addTensors(UnsafeByteOperations.unsafeWrap(tensor));
        }
        return variant.build();
    }

    /**
     * A part as it came, as a value of the flow.
     *
     * @param part as it came
     * @param branch that sent it
     * @param present its mask, with all views where the sender left them out
     * @param deadline of the sample, on this pod's clock
     */
    public static dev.ddnn.pod.sample.Part received(Part part, String branch, int present, Deadline deadline) {
        return new dev.ddnn.pod.sample.Part(
                branch,
                part.getSample(),
                part.getRevisionsList(),
                present,
                bytes(part.getTensorsList()),
                deadline,
                part.hasOther() ? other(part.getOther(), present) : null,
                part.getShadow());
    }

    private static dev.ddnn.pod.sample.Variant other(Variant other, int present) {
        return new dev.ddnn.pod.sample.Variant(
                other.getRevisionsList(),
                other.getPresent() == 0 ? present : other.getPresent(),
                bytes(other.getTensorsList()));
    }

    private static List<byte[]> bytes(List<ByteString> tensors) {
        return tensors.stream().map(ByteString::toByteArray).toList();
    }

    /**
     * An outcome for the sender of a part.
     *
     * @param part as it came
     * @param present the part's mask, with all views where it left them out
     * @param outcome of its sample
     */
    public static Verdict verdict(Part part, int present, Outcome outcome) {
        var verdict = Verdict.newBuilder().setNumber(part.getNumber());
        return outcome.fold(
                        answered -> verdict.setAnswer(answer(part, present, answered)),
                        refused -> verdict.setRefusal(Refusal.newBuilder()
                                .setSection(refused.section())
                                .setCode(refused.code())
                                .setMessage(refused.message())))
                .build();
    }

    private static Answer answer(Part part, int present, Answered answered) {
        var logits = ByteBuffer.allocate(answered.logits().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        logits.asFloatBuffer().put(answered.logits());
        var answer = Answer.newBuilder()
                .setExit(answered.exit())
                .setLogits(UnsafeByteOperations.unsafeWrap(logits))
                .setConfidence(answered.confidence())
                .setDegraded(answered.degraded());
        if (!List.of(answered.revision()).equals(part.getRevisionsList())) {
            answer.setRevision(answered.revision());
        }
        if (answered.present() != present) {
            answer.setPresent(answered.present());
        }
        return answer.build();
    }

    /** The outcome in a verdict, for the sample that was sent. */
    static Outcome outcome(UpwardSample sent, Verdict verdict) {
        if (verdict.hasAnswer()) {
            var answer = verdict.getAnswer();
            var revision = answer.getRevision().isEmpty() ? sent.revisions().get(0) : answer.getRevision();
            int present = answer.getPresent() == 0 ? sent.present() : answer.getPresent();
            return new Answered(
                    answer.getExit(),
                    floats(answer.getLogits()),
                    answer.getConfidence(),
                    revision,
                    present,
                    answer.getDegraded());
        }
        var refusal = verdict.getRefusal();
        return new Refused(refusal.getSection(), refusal.getCode(), refusal.getMessage());
    }

    private static float[] floats(ByteString bytes) {
        var buffer = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        var values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
