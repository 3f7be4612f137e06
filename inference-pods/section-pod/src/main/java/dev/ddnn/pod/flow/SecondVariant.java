package dev.ddnn.pod.flow;

import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.model.codec.CodecException;
import dev.ddnn.pod.forward.UpwardVariant;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.section.SectionFailedException;
import dev.ddnn.pod.telemetry.SampleCounters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Computes a sample by a second revision below the deciding section, for the same message as the first one's result. If it fails
 * there is no such result, and nothing else: the sample goes on with the first.
 */
final class SecondVariant {
    private static final Logger LOG = Logger.getLogger(SecondVariant.class);
    private final SampleCounters counters;
    private final Set<String> complained = ConcurrentHashMap.newKeySet();

    SecondVariant(SampleCounters counters) {
        this.counters = counters;
    }

    /** What goes up beside the first result; absent: nothing is wanted, or it cannot be computed. */
    @Nullable
    UpwardVariant compute(@Nullable Computation wanted) {
        if (wanted == null) {
            return null;
        }
        counters.received();
        try {
            var branch = wanted.held().branch();
            var encoded = Tensors.inputs(branch, wanted.joined());
            var computed = wanted.held().compute(encoded, wanted.joined().present());
            return new UpwardVariant(
                    wanted.validFor(), wanted.joined().present(), Tensors.outputs(branch, encoded, computed));
        } catch (CodecException e) {
            return failed(wanted, RefusalCode.INVALID, e);
        } catch (SectionFailedException | RuntimeException | Error e) {
            return failed(wanted, RefusalCode.INTERNAL, e);
        }
    }

    private @Nullable UpwardVariant failed(Computation wanted, RefusalCode code, Throwable why) {
        var revision = wanted.held().name();
        // Once for a revision: what fails for one sample mostly fails for all. The counter has them all.
        if (complained.add(revision)) {
            LOG.warnf(
                    why,
                    "sample %s cannot be computed by revision %s as well; others may follow without a word",
                    wanted.joined().sample(),
                    revision);
        }
        counters.refused(new Refused("", code, String.valueOf(why.getMessage())));
        return null;
    }
}
