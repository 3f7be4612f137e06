package dev.ddnn.operator.plan.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.report.LastReports.LastReport;
import dev.ddnn.contract.report.PodReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pods that start, restart and go, some of them only when their last report is folded; a network that loses, repeats, delays and reorders their reports; a hub that forgets; an API that
 * takes a write only from who has read the newest version; and operators that read, and write later or never. Judged after each write.
 */
final class PlayedMetering {
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final int DELAY_MINUTES = 30;
    private static final Tariff TARIFF =
            new Tariff(Map.of("gateway", Spot.of("gateway", "district", "Edge", "cloud", true)), Map.of());
    private final Random random;
    private final List<Process> running = new ArrayList<>();
    /** Last reports of processes that wait until they are folded. */
    private final List<PodReport> ending = new ArrayList<>();

    private final List<Sent> onTheWay = new ArrayList<>();
    private final Map<Boot, Heard> hub = new HashMap<>();
    private final Map<YearMonth, Stored> stored = new HashMap<>();
    private final List<Glance> operators = new ArrayList<>();
    /** What a report of a boot counted, and up to which report what was written has it. */
    private final Map<Boot, Map<Long, PodReport>> truth = new HashMap<>();

    private final Map<Boot, Long> written = new HashMap<>();
    /** What stood of a day in a month's bill last. */
    private final Map<YearMonth, Map<LocalDate, Long>> days = new HashMap<>();

    private Instant now = Instant.parse("2026-01-30T20:00:00Z");
    private int serial;
    private int conflicts;
    private int bills;
    private int letGo;

    PlayedMetering(long seed) {
        random = new Random(seed);
    }

    /** A running process. */
    private static final class Process {
        private final Boot boot;
        private long sequence;
        private long samples;
        private long cpu;
        private long memory;

        Process(Boot boot) {
            this.boot = boot;
        }
    }

    private record Sent(Instant arrives, PodReport report) {}

    private record Stored(long version, Page page) {}

    private record Glance(List<Heard> heard, Map<YearMonth, Stored> pages, Set<String> pods) {}

    void play(int moves) {
        for (int move = 0; move < moves; move++) {
            move();
        }
        hour();
        deliver();
        settle();
        // Everything that the hub has is counted, and nothing else is to be written.
        hub.forEach((boot, heard) -> assertThat(written.get(boot))
                .isGreaterThanOrEqualTo(heard.report().sequence()));
    }

    int conflicts() {
        return conflicts;
    }

    int months() {
        return stored.size();
    }

    int bills() {
        return bills;
    }

    int letGo() {
        return letGo;
    }

    private void move() {
        now = now.plusMillis(random.nextInt(60_000));
        switch (random.nextInt(20)) {
            case 0 -> running.add(new Process(new Boot("pod-" + serial++, "boot-0")));
            case 1 -> any().ifPresent(this::restart);
            case 2 -> any().ifPresent(running::remove);
            case 3 -> leap();
            case 4 -> forget();
            case 5, 6 -> operators.add(look());
            case 7, 8 -> act();
            case 9 -> settle();
            case 10, 11 -> any().ifPresent(this::end);
            case 12, 13 -> acknowledge(look());
            default -> work();
        }
        deliver();
    }

    private void leap() {
        if (random.nextInt(6) == 0) {
            // Nothing that is on its way takes so long.
            onTheWay.clear();
            operators.clear();
            ending.clear();
            now = now.plus(Duration.ofHours(random.nextInt(24 * 20)));
        }
    }

    private void forget() {
        if (random.nextInt(4) == 0) {
            hub.clear();
        }
    }

    private void restart(Process process) {
        running.remove(process);
        running.add(new Process(new Boot(process.boot.podUid(), "boot-" + serial++)));
    }

    /** In order: what it did last is in its last report, which it sends again and again. */
    private void end(Process process) {
        running.remove(process);
        process.samples += random.nextInt(1000);
        PodReport last = Reported.gateway(
                        process.boot, ++process.sequence, process.samples, process.cpu, process.memory)
                .asLast();
        truth.computeIfAbsent(process.boot, boot -> new HashMap<>()).put(last.sequence(), last);
        ending.add(last);
    }

    /** An operator, maybe not the one that wrote, lets go what the stored bills remember. */
    private void acknowledge(Glance glance) {
        for (Heard heard : glance.heard()) {
            PodReport last = heard.report();
            var named = new LastReport(last.namespace(), last.ddnn(), last.podUid(), last.bootId(), last.sequence());
            if (last.ending()
                    && glance.pages().values().stream()
                            .anyMatch(stored -> stored.page().remembers(named))) {
                assertThat(written.get(Boot.of(last)))
                        .as("what was counted of a pod that may go")
                        .isGreaterThanOrEqualTo(last.sequence());
                letGo += ending.remove(last) ? 1 : 0;
            }
        }
    }

    private void work() {
        for (Process process : running) {
            if (random.nextInt(3) > 0) {
                process.samples += random.nextInt(1000);
                process.cpu += random.nextInt(1000);
                process.memory += random.nextInt(1_000_000_000);
                send(process);
            }
        }
    }

    private void send(Process process) {
        PodReport report =
                Reported.gateway(process.boot, ++process.sequence, process.samples, process.cpu, process.memory);
        truth.computeIfAbsent(process.boot, boot -> new HashMap<>()).put(report.sequence(), report);
        int copies = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(10) / 8;
        for (int copy = 0; copy < copies; copy++) {
            var delay = random.nextInt(3) > 0 ? Duration.ZERO : Duration.ofMinutes(random.nextInt(DELAY_MINUTES));
            onTheWay.add(new Sent(now.plus(delay), report));
        }
    }

    private void deliver() {
        Collections.shuffle(onTheWay, random);
        onTheWay.removeIf(sent -> {
            if (sent.arrives().isAfter(now)) {
                return false;
            }
            arrive(sent.report());
            return true;
        });
        ending.stream().filter(last -> random.nextInt(4) > 0).forEach(this::arrive);
        hub.values()
                .removeIf(heard -> heard.receivedAt().isBefore(now.minus(SILENCE)) && !ending.contains(heard.report()));
    }

    private void arrive(PodReport report) {
        Boot boot = Boot.of(report);
        Heard known = hub.get(boot);
        if (known == null || known.report().sequence() < report.sequence()) {
            hub.put(boot, new Heard(now, report));
        }
    }

    private void hour() {
        now = now.plus(Duration.ofHours(1));
    }

    private Optional<Process> any() {
        return running.isEmpty() ? Optional.empty() : Optional.of(running.get(random.nextInt(running.size())));
    }

    private Glance look() {
        var pods = new HashSet<String>();
        running.forEach(process -> pods.add(process.boot.podUid()));
        ending.forEach(last -> pods.add(last.podUid()));
        return new Glance(List.copyOf(hub.values()), Map.copyOf(stored), pods);
    }

    /** One of the operators goes on from what it has read, or dies. */
    private void act() {
        if (!operators.isEmpty()) {
            Glance glance = operators.remove(random.nextInt(operators.size()));
            if (random.nextInt(4) > 0) {
                step(glance);
            }
        }
    }

    /** An operator that is not disturbed. */
    private void settle() {
        int steps = 0;
        while (step(look())) {
            assertThat(++steps).isLessThan(10);
        }
    }

    private boolean step(Glance glance) {
        List<Page> pages = glance.pages().values().stream().map(Stored::page).toList();
        Optional<Step> next = Bookkeeper.next(pages, glance.heard(), glance.pods(), TARIFF);
        next.ifPresent(step -> step.fold(
                open -> stored.putIfAbsent(open.month(), new Stored(1, new Page(open.month(), null, null))),
                write -> write(glance, write.page())));
        return next.isPresent();
    }

    private @Nullable Stored write(Glance glance, Page page) {
        Stored read = glance.pages().get(page.month());
        Stored present = stored.get(page.month());
        if (read == null || present == null || read.version() != present.version()) {
            conflicts++;
            return present;
        }
        for (Heard heard : glance.heard()) {
            if (!heard.month().isAfter(page.month())) {
                written.merge(Boot.of(heard.report()), heard.report().sequence(), Math::max);
            }
        }
        bills++;
        var fresh = new Stored(read.version() + 1, page);
        stored.put(page.month(), fresh);
        Day today = Objects.requireNonNull(page.usage()).today();
        days.computeIfAbsent(page.month(), month -> new HashMap<>()).put(today.date(), today.upBytes());
        judge();
        return fresh;
    }

    private void judge() {
        Counters expected = written.entrySet().stream()
                .map(entry -> Counters.of(truth.get(entry.getKey()).get(entry.getValue())))
                .reduce(Counters.NONE, Counters::plus);
        Counters billed = stored.values().stream()
                .map(Stored::page)
                .map(Page::usage)
                .filter(Objects::nonNull)
                .map(usage -> usage.total().counters())
                .reduce(Counters.NONE, Counters::plus);
        assertThat(billed).isEqualTo(expected);
        long byDay = days.values().stream()
                .flatMap(month -> month.values().stream())
                .mapToLong(Long::longValue)
                .sum();
        // A write that folds what came before and after midnight leaves the day after it; nothing is in two days.
        assertThat(byDay).as("bytes by day").isLessThanOrEqualTo(expected.get(Figure.UpBytes));
    }
}
