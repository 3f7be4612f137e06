package dev.ddnn.pod.section;

import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.report.PodReport.RevisionState;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.pod.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the configuration lists: loads what is new, keeps what stays, shares a file between revisions with its digest, and
 * lets go of what is listed no more once no sample can still be on its way with it. A revision that cannot be loaded is tried
 * again with back-off.
 */
public final class HeldRevisions implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(HeldRevisions.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);
    private final SectionLoader loader;
    private final Function<HeldRevision, BranchCut> ownBranch;
    private final Executor background;
    private final Timer timer;
    private final Runnable changed;
    private final Map<String, LoadedSection> sections = new HashMap<>();
    private volatile @Nullable Holdings holdings;

    /**
     * @param loader makes a file warm
     * @param ownBranch this pod's branch of a revision
     * @param background where files are fetched and loaded
     * @param timer for retries and for the time that a leaving revision stays
     * @param changed called when a revision's state or the list changes; it must not block
     */
    public HeldRevisions(
            SectionLoader loader,
            Function<HeldRevision, BranchCut> ownBranch,
            Executor background,
            Timer timer,
            Runnable changed) {
        this.loader = loader;
        this.ownBranch = ownBranch;
        this.background = background;
        this.timer = timer;
        this.changed = changed;
    }

    /** What is held now; empty before the first configuration. */
    public Optional<Holdings> current() {
        return Optional.ofNullable(holdings);
    }

    /** How far each revision is. */
    public List<RevisionState> report() {
        return current().map(now -> now.all().map(Held::report).toList()).orElse(List.of());
    }

    /** Follows a checked configuration. */
    public synchronized void follow(SectionConfig config) {
        var before = holdings;
        var listed = config.revisions().stream().map(this::held).toList();
        var leaving = new ArrayList<Held>();
        if (before != null) {
            before.all().filter(held -> !contains(listed, held.name())).forEach(leaving::add);
        }
        holdings = new Holdings(config, listed, leaving);
        dropUnused();
        if (!leaving.isEmpty()) {
            timer.schedule(drainTime(before == null ? config : before.config()), () -> drop(leaving));
        }
        changed.run();
    }

    /** No sample lives longer than its deadline, and none waits for its parts longer than that. */
    private static Duration drainTime(SectionConfig config) {
        return Duration.ofMillis(2 * config.deadlineMillis());
    }

    private static boolean contains(List<Held> held, String name) {
        return held.stream().anyMatch(one -> one.name().equals(name));
    }

    private Held held(HeldRevision revision) {
        var branch = ownBranch.apply(revision);
        var digest = branch.digest();
        var section = digest == null
                ? LoadedSection.nothingToCompute()
                : sections.computeIfAbsent(
                        digest, key -> start(key, branch, revision.views().size()));
        return new Held(revision, branch, section);
    }

    private LoadedSection start(String digest, BranchCut branch, int views) {
        var section = new LoadedSection();
        background.execute(() -> attempt(section, digest, branch, views, FIRST_RETRY));
        return section;
    }

    private void attempt(LoadedSection section, String digest, BranchCut branch, int views, Duration retry) {
        if (section.closed()) {
            return;
        }
        try {
            section.loaded(loader.load(digest, branch, views));
            LOG.infof("section %s is loaded and warm", digest);
        } catch (SectionFailedException | RuntimeException | Error e) {
            // Errors too, such as memory that is short: a section that stays Loading forever says nothing to anybody.
            var why = e.getMessage() == null ? e.toString() : e.getMessage();
            LOG.warnf("section %s cannot be loaded, next try in %d s: %s", digest, retry.toSeconds(), why);
            section.failed(why);
            var next = retry.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : retry.multipliedBy(2);
            timer.schedule(retry, () -> background.execute(() -> attempt(section, digest, branch, views, next)));
        }
        changed.run();
    }

    private synchronized void drop(List<Held> drained) {
        var now = holdings;
        if (now != null) {
            var leaving = now.leaving().stream()
                    .filter(held -> !drained.contains(held))
                    .toList();
            holdings = new Holdings(now.config(), now.listed(), leaving);
            dropUnused();
            changed.run();
        }
    }

    private void dropUnused() {
        var now = holdings;
        if (now == null) {
            return;
        }
        var used = now.all().map(Held::section).toList();
        sections.values().removeIf(section -> {
            boolean unused = !used.contains(section);
            if (unused) {
                background.execute(section::close);
            }
            return unused;
        });
    }

    @Override
    public synchronized void close() {
        sections.values().forEach(LoadedSection::close);
        sections.clear();
    }
}
