package dev.ddnn.hub.cut;

import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.cut.CutResponse.Problem;
import dev.ddnn.hub.source.ModelSources;
import dev.ddnn.hub.source.SourceOutcome;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.model.cut.BranchCut;
import dev.ddnn.model.cut.Cut;
import dev.ddnn.model.cut.Cutter;
import dev.ddnn.model.cut.OnnxFile;
import dev.ddnn.model.graph.ModelLimits;
import dev.ddnn.model.graph.ModelRefusedException;
import dev.ddnn.model.graph.OnnxModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Finds a model, reads it, cuts it and keeps the sections. Models are fetched side by side but cut one at a time: a cut needs
 * several times the model's size in memory.
 */
final class ModelCutting implements CutWork {
    /** What the file itself is to blame for. */
    private static final String MODEL_FIELD = "spec.model.source";

    /** The file, its parsed form, the sections' parsed form and their bytes. */
    private static final long COPIES = 4;

    private final ModelSources sources;
    private final SectionStore sections;
    private final long heapBytes;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /**
     * @param sources where models come from
     * @param sections where their parts go
     * @param heapBytes memory that a cut may use
     */
    ModelCutting(ModelSources sources, SectionStore sections, long heapBytes) {
        this.sources = sources;
        this.sections = sections;
        this.heapBytes = heapBytes;
    }

    @Override
    public CutResult run(CutRequest request, Progress progress) {
        progress.says("looking for the model");
        return result(sources.find(request.source(), progress::fetched), request, progress);
    }

    @Override
    public boolean holds(CutResponse cut) {
        return Optional.ofNullable(cut.report()).stream()
                .flatMap(report -> report.sections().stream())
                .map(CutReport.SectionCut::branches)
                .flatMap(List::stream)
                .map(dev.ddnn.contract.cut.BranchCut::digest)
                .filter(Objects::nonNull)
                .allMatch(digest -> sections.holds(Digest.parse(digest)));
    }

    private CutResult result(SourceOutcome outcome, CutRequest request, Progress progress) {
        return outcome.fold(
                found -> cut(found.file(), request, progress),
                refused -> CutResult.refused(refused.problems()),
                unavailable -> CutResult.without(unavailable.cause(), unavailable.message(), unavailable.costly()));
    }

    private CutResult cut(Path file, CutRequest request, Progress progress) {
        progress.says("waiting for another model to be cut");
        oneAtATime.lock();
        try {
            progress.says("cutting the model");
            return cutNow(file, request, progress);
        } catch (ModelRefusedException e) {
            return CutResult.refused(e.problems().stream()
                    .map(problem -> new Problem(MODEL_FIELD, problem))
                    .toList());
        } catch (IOException | UncheckedIOException e) {
            return CutResult.unavailable("cannot use the hub's own files: " + e);
        } finally {
            oneAtATime.unlock();
        }
    }

    private CutResult cutNow(Path file, CutRequest request, Progress progress)
            throws IOException, ModelRefusedException {
        long needed = Math.multiplyExact(COPIES, Files.size(file));
        if (needed > heapBytes) {
            return CutResult.unavailable(
                    "cutting this model of %d bytes takes about %d bytes of memory and the hub has %d: raise its memory limit"
                            .formatted(Files.size(file), needed, heapBytes));
        }
        byte[] bytes = Files.readAllBytes(file);
        if (!Digest.of(bytes).hex().equals(request.source().sha256())) {
            return result(sources.damaged(request.source()), request, progress);
        }
        OnnxModel model = OnnxModel.parse(bytes, ModelLimits.BUNDLED);
        return Cutter.cut(model, Translation.spec(request))
                .fold(this::keep, refused -> CutResult.refused(Translation.problems(refused.problems())));
    }

    private CutResult keep(Cut cut) {
        long needed = files(cut).mapToLong(OnnxFile::size).sum();
        if (needed > sections.maxBytes()) {
            return CutResult.unavailable(
                    "the sections of this model have %d bytes and the hub's cache takes %d: raise DDNN_HUB_MAX_CACHE_SIZE"
                            .formatted(needed, sections.maxBytes()));
        }
        files(cut).forEach(this::keep);
        return new CutResult(CutResponse.cut(Translation.report(cut)), Duration.ZERO);
    }

    private void keep(OnnxFile file) {
        try {
            sections.put(Digest.parse(file.digest()), file.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<OnnxFile> files(Cut cut) {
        return cut.sections().stream()
                .flatMap(section -> section.branches().stream())
                .map(BranchCut::file)
                .filter(Objects::nonNull);
    }
}
