package dev.ddnn.sandbox.report;

import ai.onnxruntime.OrtException;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.sandbox.story.SampleSet;
import dev.ddnn.sandbox.story.Story;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The uncut models of a DDNN's revisions, each file opened once. */
public final class RevisionModels implements AutoCloseable {
    private final Map<String, Uncut> byRevision = new HashMap<>();

    private RevisionModels() {}

    /**
     * Opens them.
     *
     * @param spec names the exits, which all revisions have
     * @param files by the revision's name, relative to the story's folder
     */
    public static RevisionModels open(Path folder, Story story, DDNNSpec spec, Map<String, String> files)
            throws IOException, OrtException {
        RevisionModels opened = new RevisionModels();
        Map<String, Uncut> byFile = new HashMap<>();
        boolean all = false;
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Uncut uncut = byFile.get(file.getValue());
                if (uncut == null) {
                    Path model = folder.resolve(file.getValue());
                    uncut = new Uncut(model, Exits.of(spec, model), story.feed().views());
                    byFile.put(file.getValue(), uncut);
                }
                opened.byRevision.put(file.getKey(), uncut);
            }
            all = true;
            return opened;
        } finally {
            if (!all) {
                opened.close();
            }
        }
    }

    /** As they are compared with answers to these samples. */
    public Map<String, RevisionCheck.Model> on(SampleSet samples) {
        Map<Uncut, RevisionCheck.Model> shared = new HashMap<>();
        Map<String, RevisionCheck.Model> models = new HashMap<>();
        byRevision.forEach((revision, uncut) -> models.put(
                revision, shared.computeIfAbsent(uncut, u -> (sample, present) -> u.whole(samples, sample, present))));
        return models;
    }

    @Override
    public void close() throws OrtException {
        for (Uncut uncut : byRevision.values().stream().distinct().toList()) {
            uncut.close();
        }
    }
}
