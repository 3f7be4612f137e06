package dev.ddnn.pod.join;

import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.time.Deadline;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A sample whose parts have come, as far as they came in time.
 *
 * @param sample id
 * @param parts one per branch
 * @param present bit i: view i stands behind one of the parts
 * @param deadline the earliest of the parts' deadlines
 */
public record Joined(String sample, List<Part> parts, int present, Deadline deadline) {
    public Joined {
        parts = List.copyOf(parts);
    }

    /** Joins the parts of one sample, at least one. */
    public static Joined of(List<Part> parts) {
        int present = 0;
        var deadline = parts.get(0).deadline();
        for (Part part : parts) {
            present |= part.present();
            deadline = deadline.earlier(part.deadline());
        }
        return new Joined(parts.get(0).sample(), parts, present, deadline);
    }

    /** The revisions that every part is valid for. */
    public Set<String> revisions() {
        var common = new TreeSet<>(parts.get(0).revisions());
        parts.forEach(part -> common.retainAll(Set.copyOf(part.revisions())));
        return common;
    }
}
