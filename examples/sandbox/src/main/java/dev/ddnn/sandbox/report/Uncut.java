package dev.ddnn.sandbox.report;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ddnn.model.exit.ExitRule;
import dev.ddnn.sandbox.story.SampleSet;
import dev.ddnn.sandbox.story.Story;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole model file in one process, with the same exit rule: what the distributed answers are compared with. It shares
 * neither cut, codec nor pod with them.
 */
public final class Uncut implements AutoCloseable {
    private static final String PRESENT = "present";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final List<Exit> exits;
    private final List<Story.View> views;
    private final boolean takesPresent;

    /**
     * What the whole model says.
     *
     * @param exit section whose exit answers
     * @param answer the class
     * @param logits the exit's scores
     */
    public record Result(String exit, int answer, float[] logits) {}

    /**
     * What all exits of the whole model say.
     *
     * @param exits from the bottom
     * @param decides position of the lowest that is sure enough to answer
     */
    public record Whole(List<Result> exits, int decides) {
        public Whole {
            exits = List.copyOf(exits);
        }

        /** The exit that answers. */
        public Result deciding() {
            return exits.get(decides);
        }

        /** What a section's exit says. */
        public Optional<Result> at(String section) {
            return exits.stream().filter(e -> e.exit().equals(section)).findFirst();
        }
    }

    /** @throws OrtException if the runtime does not take the model */
    public Uncut(Path model, List<Exit> exits, List<Story.View> views) throws OrtException {
        this.exits = List.copyOf(exits);
        this.views = List.copyOf(views);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(model.toString(), options);
        }
        takesPresent = session.getInputNames().contains(PRESENT);
    }

    /**
     * Runs one sample.
     *
     * @param present one 0/1 per view: the views that the answer had
     */
    public Result run(SampleSet samples, int sample, String present) throws OrtException {
        return whole(samples, sample, present).deciding();
    }

    /**
     * Runs one sample, and keeps what every exit says.
     *
     * @param present one 0/1 per view: the views that the answer had
     */
    public Whole whole(SampleSet samples, int sample, String present) throws OrtException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            float[] mask = new float[views.size()];
            for (int i = 0; i < views.size(); i++) {
                Story.View view = views.get(i);
                mask[i] = present.charAt(i) == '1' ? 1 : 0;
                inputs.put(
                        view.name(),
                        OnnxTensor.createTensor(
                                environment,
                                ByteBuffer.wrap(samples.view(sample, view)),
                                new long[] {1, 1, view.height(), view.width()},
                                OnnxJavaType.UINT8));
            }
            if (takesPresent) {
                inputs.put(
                        PRESENT,
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(mask), new long[] {1, mask.length}));
            }
            return decide(inputs);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private Whole decide(Map<String, OnnxTensor> inputs) throws OrtException {
        Set<String> wanted = Set.copyOf(exits.stream().map(Exit::logits).toList());
        List<Result> results = new ArrayList<>();
        int decides = exits.size() - 1;
        try (OrtSession.Result outputs = session.run(inputs, wanted)) {
            for (int i = 0; i < exits.size(); i++) {
                Exit exit = exits.get(i);
                float[] logits = ((float[][]) outputs.get(exit.logits())
                                .orElseThrow(() -> new IllegalStateException("no output " + exit.logits()))
                                .getValue())
                        [0];
                results.add(new Result(exit.section(), ExitRule.answer(logits).label(), logits));
                if (i < decides && isSure(exit, logits)) {
                    decides = i;
                }
            }
        }
        return new Whole(results, decides);
    }

    private static boolean isSure(Exit exit, float[] logits) {
        return ExitRule.decide(logits, exit.entropyBelow()).<Boolean>fold(answer -> true, forward -> false);
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
