package dev.ddnn.pod.join;

import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.sample.Variant;
import dev.ddnn.pod.time.Deadline;
import java.util.ArrayList;
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
 * @param arrivedNanos when the first part came, on the clock of the pod's timer
 */
public record Joined(String sample, List<Part> parts, int present, Deadline deadline, long arrivedNanos) {
    public Joined {
        parts = List.copyOf(parts);
    }

    /**
     * Joins the parts of one sample.
     *
     * @param parts at least one
     * @param arrivedNanos when the first of them came
     */
    public static Joined of(List<Part> parts, long arrivedNanos) {
        var deadline = parts.get(0).deadline();
        for (Part part : parts) {
            deadline = deadline.earlier(part.deadline());
        }
        return new Joined(parts.get(0).sample(), parts, present(parts), deadline, arrivedNanos);
    }

    private static int present(List<Part> parts) {
        int present = 0;
        for (Part part : parts) {
            present |= part.present();
        }
        return present;
    }

    /** Whether it is computed to be compared only. */
    public boolean shadow() {
        return parts.get(0).shadow();
    }

    /**
     * The sample as one revision has it: of the parts that carry that revision, what the revision made. Nothing else may be
     * computed together, or an answer would mix revisions. The parts may be none.
     */
    public Joined as(String revision) {
        if (allMadeBy(revision)) {
            return this;
        }
        var mine = new ArrayList<Part>(parts.size());
        for (Part part : parts) {
            var as = part.as(revision);
            if (as != null) {
                mine.add(as);
            }
        }
        return new Joined(sample, mine, present(mine), deadline, arrivedNanos);
    }

    /** The sample once more, to be compared only. */
    public Joined toCompare(Deadline until) {
        var mine = parts.stream().map(part -> part.toCompare(until)).toList();
        return new Joined(sample, mine, present, until, arrivedNanos);
    }

    /** Whether each part, as it came, is one of the revision's. */
    public boolean allMadeBy(String revision) {
        for (Part part : parts) {
            if (!part.revisions().contains(revision)) {
                return false;
            }
        }
        return true;
    }

    /** How many parts carry the revision. */
    public int carrying(String revision) {
        int count = 0;
        for (Part part : parts) {
            if (part.carries(revision)) {
                count++;
            }
        }
        return count;
    }

    /** The revisions that at least one part carries. */
    public Set<String> revisions() {
        var all = new TreeSet<String>();
        for (Part part : parts) {
            all.addAll(part.revisions());
            Variant other = part.other();
            if (other != null) {
                all.addAll(other.revisions());
            }
        }
        return all;
    }
}
