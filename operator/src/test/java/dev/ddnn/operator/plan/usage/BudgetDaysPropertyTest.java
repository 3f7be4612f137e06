package dev.ddnn.operator.plan.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNUsageStatus;
import dev.ddnn.api.v1alpha1.QuotaBudgets;
import dev.ddnn.operator.plan.budget.Metered;
import dev.ddnn.operator.plan.budget.Metered.Account;
import dev.ddnn.operator.plan.budget.Standing;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Three DDNNs with one budget, over a change of month: their pods restart, reports are lost and repeated, operators are replaced between any
 * two rounds. What an operator knows is what was stored: each round begins by reading it.
 */
class BudgetDaysPropertyTest {
    private static final int HISTORIES = 12;
    private static final int ROUNDS = 4 * 24 * 12;
    private static final Duration ROUND = Duration.ofMinutes(5);
    private static final int BYTES_PER_SAMPLE = 100;
    private static final int DDNNS = 3;
    private static final int BURST = 40;
    private static final long LIMIT = 500_000;
    private static final QuotaBudgets BUDGETS = new QuotaBudgets(new Quantity(String.valueOf(LIMIT)), null);
    private static final Tariff TARIFF =
            new Tariff(Map.of("gateway", Spot.of("gateway", "district", "Edge", "cloud", true)), Map.of());

    /** One pod and its bill, as it is stored. */
    private static final class Ddnn {
        private final String name;
        private final Map<YearMonth, DDNNUsageStatus> stored = new TreeMap<>();
        private final List<Heard> hub = new ArrayList<>();
        private int boot;
        private long sequence;
        private long samples;

        Ddnn(int number) {
            name = "d" + number;
        }

        List<Page> pages() {
            return stored.entrySet().stream()
                    .map(entry -> StoredUsage.read(entry.getKey(), entry.getValue()))
                    .toList();
        }

        void report(Instant now) {
            hub.removeIf(heard -> heard.report().bootId().equals("boot-" + boot));
            hub.add(new Heard(
                    now, Reported.gateway(new Boot(name + "-pod", "boot-" + boot), ++sequence, samples, 0, 0)));
        }

        void restart() {
            boot++;
            sequence = 0;
            samples = 0;
        }

        void fold(Instant now) {
            hub.removeIf(heard -> heard.receivedAt().plus(ROUND).plus(ROUND).isBefore(now));
            var step = Bookkeeper.next(pages(), hub, Set.of(name + "-pod"), TARIFF);
            for (int i = 0; step.isPresent() && i < 5; i++) {
                step.get().fold(open -> stored.put(open.month(), null), write -> {
                    stored.put(write.page().month(), StoredUsage.write(write.page(), now));
                    return null;
                });
                step = Bookkeeper.next(pages(), hub, Set.of(name + "-pod"), TARIFF);
            }
        }
    }

    @Test
    void aDayIsNeverOverByMoreThanWhatGoesUpBeforeItIsHeardOf() {
        var spentDays = new HashSet<LocalDate>();
        for (int seed = 0; seed < HISTORIES; seed++) {
            play(new Random(seed), spentDays);
        }
        // The histories had what they are about.
        assertThat(spentDays).hasSizeGreaterThan(3);
    }

    private static void play(Random random, Set<LocalDate> spentDays) {
        List<Ddnn> ddnns = IntStream.range(0, DDNNS).mapToObj(Ddnn::new).toList();
        Instant now = Instant.parse("2026-01-30T00:01:00Z");
        var sent = new TreeMap<LocalDate, Long>();
        var known = new TreeMap<LocalDate, Long>();
        long unheard = 0;
        boolean spent = false;
        for (int round = 0; round <= ROUNDS; round++) {
            LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
            if (!spent) {
                long more = send(ddnns, random);
                unheard += more;
                long today = sent.merge(day, more, Long::sum);
                assertThat(today - LIMIT).as("over the limit").isLessThan(unheard);
            }
            boolean heard = round == ROUNDS || random.nextInt(10) > 0;
            if (heard) {
                report(ddnns, random, now);
                unheard = 0;
            }
            Metered metered = metered(ddnns, now);
            // Whoever looks again, sees the same.
            assertThat(metered(ddnns, now)).isEqualTo(metered);
            known.put(metered.day(), metered.total().uplinkBytes());
            spent = Standing.of(BUDGETS, metered).uplinkSpentUntil().isPresent();
            if (spent) {
                spentDays.add(metered.day());
            }
            if (heard) {
                assertThat(metered.day()).isEqualTo(day);
                restart(ddnns, random);
            }
            now = now.plus(ROUND);
        }
        // No byte is left out, and none counted twice; each day began anew.
        assertThat(sum(known)).isEqualTo(sum(sent));
        assertThat(sent).hasSizeGreaterThan(3);
        assertThat(sent.values()).allSatisfy(bytes -> assertThat(bytes).isPositive());
    }

    /** What pods send up while they may. */
    private static long send(List<Ddnn> ddnns, Random random) {
        long bytes = 0;
        for (Ddnn ddnn : ddnns) {
            int more = 1 + random.nextInt(BURST);
            ddnn.samples += more;
            bytes += (long) more * BYTES_PER_SAMPLE;
        }
        return bytes;
    }

    private static void report(List<Ddnn> ddnns, Random random, Instant now) {
        for (Ddnn ddnn : ddnns) {
            ddnn.report(now);
            if (random.nextInt(5) == 0) {
                ddnn.report(now);
            }
        }
    }

    private static void restart(List<Ddnn> ddnns, Random random) {
        if (random.nextInt(20) == 0) {
            ddnns.get(random.nextInt(DDNNS)).restart();
        }
    }

    private static long sum(Map<LocalDate, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Metered metered(List<Ddnn> ddnns, Instant now) {
        ddnns.forEach(ddnn -> ddnn.fold(now));
        return Metered.of(
                ddnns.stream()
                        .flatMap(ddnn -> ddnn.pages().stream().map(page -> new Account(ddnn.name, page)))
                        .toList(),
                now);
    }
}
