package dev.ddnn.pod.forward;

import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.Address;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.time.HopBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The next section over long-lived streams. A sample that fans out to several branches is answered by the first of them that does;
 * the join above gives all of them the same answer.
 */
public final class StreamedNextSection implements NextSection, AutoCloseable {
    private final LinkContext context;
    private final Map<Address, BranchLink> links = new HashMap<>();
    private volatile Map<String, BranchLink> byBranch = Map.of();
    private volatile String section = "";
    private volatile boolean joined;

    /** @param context what all streams of this pod share */
    public StreamedNextSection(LinkContext context) {
        this.context = context;
    }

    /** Connects to what the configuration names, and lets go of what it does not. */
    public synchronized void follow(SectionConfig config) {
        var next = config.next();
        var addresses = next == null ? List.<Address>of() : next.branches();
        section = next == null ? "" : next.section();
        // The same in all revisions that are listed at once.
        joined = config.revisions().get(0).role() == SectionRole.Below;
        var hello = context.hello(config);
        var now = new HashMap<String, BranchLink>();
        for (Address address : addresses) {
            var link = links.computeIfAbsent(address, key -> new BranchLink(key, hello, context));
            link.start();
            now.put(address.branch(), link);
        }
        byBranch = Map.copyOf(now);
        links.entrySet().removeIf(entry -> {
            boolean gone = !addresses.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
    }

    @Override
    public void send(UpwardSample sample, Consumer<Outcome> outcome) {
        var budget = HopBudget.forNextHop(sample.deadline().left(context.timer()));
        if (budget.toMillis() <= 0) {
            outcome.accept(refused(RefusalCode.DEADLINE_EXCEEDED, "too little time is left to ask section '%s'"));
            return;
        }
        var branches = List.copyOf(sample.tensors().keySet());
        var gathered = new Gathered(branches.size(), outcome);
        var late = context.timer()
                .schedule(
                        sample.deadline().left(context.timer()),
                        () -> gathered.finish(refused(
                                RefusalCode.DEADLINE_EXCEEDED, "section '%s' did not answer before the deadline")));
        gathered.afterwards(late::cancel);
        for (String branch : branches) {
            send(sample, branch, gathered);
        }
    }

    private void send(UpwardSample sample, String branch, Gathered gathered) {
        var link = byBranch.get(branch);
        if (link == null) {
            gathered.add(refused(RefusalCode.UPSTREAM_UNREACHABLE, "section '%s' has no branch '" + branch + "'"));
            return;
        }
        var refusals = new Refusals(section, context.section(), branch, joined);
        gathered.afterwards(link.send(sample, refusals, gathered::add));
    }

    private Refused refused(RefusalCode code, String message) {
        return new Refused(section, code, message.formatted(section));
    }

    /** Whether each branch of the next section can be reached now. */
    public boolean connected() {
        return byBranch.values().stream().allMatch(BranchLink::connected);
    }

    @Override
    public synchronized void close() {
        links.values().forEach(BranchLink::close);
        links.clear();
        byBranch = Map.of();
    }

    /** Waits for the first answer, or for all refusals. */
    private static final class Gathered {
        private final Consumer<Outcome> outcome;
        private final List<Runnable> afterwards = new ArrayList<>();
        private int open;
        private @Nullable Outcome first;
        private boolean done;

        Gathered(int open, Consumer<Outcome> outcome) {
            this.open = open;
            this.outcome = outcome;
        }

        void add(Outcome one) {
            synchronized (this) {
                open--;
                if (first == null || one.isAnswer()) {
                    first = one;
                }
                if (!one.isAnswer() && open > 0) {
                    return;
                }
            }
            finish(first);
        }

        void finish(Outcome result) {
            List<Runnable> after;
            synchronized (this) {
                if (done) {
                    return;
                }
                done = true;
                after = List.copyOf(afterwards);
            }
            after.forEach(Runnable::run);
            outcome.accept(result);
        }

        void afterwards(Runnable action) {
            synchronized (this) {
                if (!done) {
                    afterwards.add(action);
                    return;
                }
            }
            action.run();
        }
    }
}
