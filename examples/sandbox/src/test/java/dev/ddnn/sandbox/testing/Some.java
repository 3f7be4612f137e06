package dev.ddnn.sandbox.testing;

import dev.ddnn.sandbox.story.Samples;
import dev.ddnn.sandbox.story.Story;
import java.util.List;

/**
 * Some of the samples.
 *
 * @param all where they are from
 * @param which their positions there
 */
public record Some(Samples all, List<Integer> which) implements Samples {
    @Override
    public int size() {
        return which.size();
    }

    @Override
    public int label(int i) {
        return all.label(which.get(i));
    }

    @Override
    public byte[] view(int i, Story.View view) {
        return all.view(which.get(i), view);
    }
}
