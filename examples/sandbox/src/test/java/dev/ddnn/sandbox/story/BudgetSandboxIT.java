package dev.ddnn.sandbox.story;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ddnn.controlplane.process.Signal;
import dev.ddnn.sandbox.launch.SandboxGround;
import dev.ddnn.sandbox.pod.PodProcess;
import dev.ddnn.sandbox.testing.Books;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import dev.ddnn.sandbox.testing.Followers;
import dev.ddnn.sandbox.testing.HubAhead;
import dev.ddnn.sandbox.testing.Some;
import dev.ddnn.sandbox.testing.Successors;
import dev.ddnn.sandbox.testing.TeamBudget;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A day's bytes are used up, operator and hub are killed, and the next day, which is the first of a month, comes. What is sent up is
 * judged by what the links carry, and what is answered by what clients are told. Only the hub's clock is the test's: {@link HubAhead}.
 *
 * <p>It takes some minutes, so it runs only where it is named:
 *
 * <pre>mvn verify -pl examples/sandbox -am -Dit.test=BudgetSandboxIT -Dtest=NoTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false</pre>
 */
@ExtendWith(DigitsSandboxExtension.class)
class BudgetSandboxIT {
    private static final int SAMPLES = 500;
    private static final long BYTES = 10_000;
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final Duration REPLY = Duration.ofSeconds(12);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int LANES = 4;

    /** Each end of a stream looks after the other one every five seconds, by 17 bytes, and answers with as many. */
    private static final long PINGS_PER_SECOND = 15;

    private static final double MOST_OFF = 0.02;

    @Test
    void aSpentDayIsAnsweredAtTheGatewayAndTheNextOneIsAsBefore(DigitsSandbox digits) throws Exception {
        LocalDate day = lastOfAMonth();
        try (var hub = HubAhead.of(digits);
                var budget = new TeamBudget(digits)) {
            // Given
            Began dayBegan = beginByRestart(day, hub, digits, budget);
            Fed before = feed(digits, "before");
            long limit = budget.bytes() + BYTES;
            budget.limit(limit);

            // When
            exhaust(digits, budget, before.ofTheCloud());
            Fed spent = feedWhileAllIsKilled(digits, budget);

            // Then
            seeThatNothingWentUp(before, spent);
            seeThatItIsTold(budget);
            seeThatAllBytesCount(digits, budget, dayBegan);
            long over = budget.bytes() - limit;
            String told = budget.wide();

            // When
            long nextEvening = carried(digits);
            hub.ahead(untilMorning(day.plusDays(1)));
            awaitReleased(digits, budget);
            Began nextDayBegan = new Began(nextEvening, carried(digits));
            Fed next = feed(digits, "the next day");

            // Then
            budget.isOf(day.plusDays(1).toString());
            assertThat(budget.says("Degraded")).doesNotStartWith("True");
            seeThatAllIsAsBefore(before, next);
            seeThatAllBytesCount(digits, budget, nextDayBegan);
            System.out.printf("%s%na budget of %d bytes, exceeded by %d%n", told, limit, over);
            print(before, spent, next);
        }
    }

    /** A morning to which an operator wakes that was not there in the evening. */
    private static Began beginByRestart(LocalDate day, HubAhead hub, DigitsSandbox digits, TeamBudget budget)
            throws Exception {
        awaitSettled(digits);
        long evening = carried(digits);
        hub.ahead(untilMorning(day));
        restart(digits, "ddnn-operator", Signal.TERM);
        eventually(SOON, () -> budget, now -> now.isOf(day.toString()));
        return new Began(evening, carried(digits));
    }

    private static void print(Fed... times) {
        System.out.println(Fed.TITLE);
        List.of(times).forEach(fed -> System.out.println(fed.line()));
    }

    private static void seeThatItIsTold(TeamBudget budget) {
        assertThat(budget.says("WithinBudget")).isEqualTo("False UplinkBudgetSpent");
        assertThat(budget.says("Degraded")).isEqualTo("True UplinkBudgetSpent");
        assertThat(budget.says("Ready")).startsWith("True ");
    }

    /** A day that is not today, and whose next one is of another month. */
    private static LocalDate lastOfAMonth() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(1).with(TemporalAdjusters.lastDayOfMonth());
    }

    private static Duration untilMorning(LocalDate day) {
        return Duration.between(Instant.now(), day.atTime(6, 0).toInstant(ZoneOffset.UTC));
    }

    /** Every sample was answered; those that the cloud would have answered say why it was not asked. */
    private static void seeThatNothingWentUp(Fed before, Fed spent) {
        long pings = Math.round(PINGS_PER_SECOND * spent.seconds());
        long otherwise = spent.sayBudget() * before.up() / before.at("cloud");
        assertThat(spent.up()).as("bytes to the cloud").isLessThan(pings);
        assertThat(otherwise).as("what they would have been").isGreaterThan(2 * pings);
        assertThat(spent.at("gateway")).isEqualTo(spent.outcomes().size());
        for (Outcome outcome : spent.outcomes()) {
            Verdict then = before.verdict(outcome.sample());
            assertThat(then.degraded()).isFalse();
            assertThat(Fed.verdict(outcome).degradedReason())
                    .isEqualTo(then.exit().equals("gateway") ? null : "budget");
        }
        assertThat(spent.accuracy()).isBetween(0.5, before.accuracy() + 0.01);
    }

    private static void seeThatAllIsAsBefore(Fed before, Fed next) {
        for (int i = 0; i < SAMPLES; i++) {
            assertThat(next.verdict(i).exit()).isEqualTo(before.verdict(i).exit());
            assertThat(next.verdict(i).answer()).isEqualTo(before.verdict(i).answer());
            assertThat(next.verdict(i).degraded()).isFalse();
        }
        assertThat(next.accuracy()).isEqualTo(before.accuracy());
        assertThat((double) next.up())
                .isCloseTo(
                        before.up(),
                        within(PINGS_PER_SECOND * Math.max(before.seconds(), next.seconds()) + MOST_OFF * before.up()));
    }

    /** Bytes that the links had carried when the day before was still on, and when this one surely was. */
    private record Began(long evening, long morning) {}

    /** What is carried and not reported yet is of the day on which it is reported: so whatever was fed before is to be in the bills. */
    private static void awaitSettled(DigitsSandbox digits) {
        new Books(digits);
    }

    /** What the bills say of the day is what the links have carried since it began. */
    private static void seeThatAllBytesCount(DigitsSandbox digits, TeamBudget budget, Began began) {
        eventually(SOON, budget::bytes, bytes -> {
            long carried = carried(digits);
            double off = MOST_OFF * (carried - began.evening()) + 20.0 * PINGS_PER_SECOND;
            assertThat((double) bytes)
                    .as("bytes of the day, by the quota; the links: %d, %s", carried, began)
                    .isBetween(carried - began.morning() - off, carried - began.evening() + off);
        });
    }

    /** Bytes that the links have carried from the gateway to the cloud. */
    private static long carried(DigitsSandbox digits) {
        return Objects.requireNonNull(new SandboxGround(digits.sandbox())
                        .streams(digits.digits())
                        .get("cloud"))
                .up();
    }

    private static Fed feed(DigitsSandbox digits, String when) throws Exception {
        return fed(digits, when, feeder -> feeder.feed(SAMPLES, done -> {}));
    }

    private interface Way {
        List<Outcome> by(Feeder feeder) throws InterruptedException;
    }

    private static Fed fed(DigitsSandbox digits, String when, Way way) throws Exception {
        Feeder feeder = feeder(digits, digits.samples());
        long carried = carried(digits);
        long start = System.nanoTime();
        List<Outcome> outcomes = way.by(feeder);
        return new Fed(when, outcomes, carried(digits) - carried, (System.nanoTime() - start) / 1e9);
    }

    private static Feeder feeder(DigitsSandbox digits, Samples samples) {
        List<Entry> entries =
                digits.digits().entriesBesideThePods(digits.story().feed().views());
        return new Feeder(samples, i -> entries, LANES, REPLY);
    }

    /** Feeds what goes up until the DDNN and its pods know that nothing is left; every sample is answered. */
    private static void exhaust(DigitsSandbox digits, TeamBudget budget, List<Integer> ofTheCloud) throws Exception {
        List<Outcome> outcomes = feeder(digits, new Some(digits.samples(), ofTheCloud))
                .loop(
                        ofTheCloud.size(),
                        atLast(() -> budget.says("WithinBudget").equals("False UplinkBudgetSpent")),
                        done -> {});
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.verdict()).isNotNull());
        assertThat(budget.says("WithinBudget")).isEqualTo("False UplinkBudgetSpent");
        awaitFollowed(digits);
    }

    private static void awaitReleased(DigitsSandbox digits, TeamBudget budget) {
        eventually(SOON, () -> budget.says("WithinBudget"), word -> assertThat(word)
                .isEqualTo("True WithinBudget"));
        awaitFollowed(digits);
    }

    private static void awaitFollowed(DigitsSandbox digits) {
        eventually(
                SOON, () -> Followers.all(digits), follow -> assertThat(follow).isTrue());
    }

    /** The hub forgets all reports, and the operator all that is not stored; samples go on until their successors have judged anew. */
    private static Fed feedWhileAllIsKilled(DigitsSandbox digits, TeamBudget budget) throws Exception {
        var killed = new ArrayList<>(kill(digits, "ddnn-hub", Signal.KILL));
        killed.addAll(kill(digits, "ddnn-operator", Signal.KILL));
        var judged = atLast(new Successors(digits, killed, budget::bills));
        var done = new AtomicInteger();
        Fed fed = fed(
                digits,
                "used up",
                feeder -> feeder.loop(SAMPLES, () -> done.get() >= SAMPLES && judged.getAsBoolean(), done::set));
        assertThat(judged.getAsBoolean()).as("successors have judged").isTrue();
        return fed;
    }

    /** Looks now and then, whoever asks; says so once it has seen it. */
    private static BooleanSupplier atLast(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        var next = new AtomicLong(System.nanoTime());
        var seen = new AtomicBoolean();
        return () -> {
            long now = System.nanoTime();
            long due = next.get();
            if (now - end > 0) {
                throw new AssertionError("not within " + SOON);
            }
            if (!seen.get() && now - due >= 0 && next.compareAndSet(due, now + LOOK.toNanos())) {
                seen.compareAndSet(false, condition.getAsBoolean());
            }
            return seen.get();
        };
    }

    private static void restart(DigitsSandbox digits, String name, Signal signal) throws Exception {
        List<PodProcess> before = kill(digits, name, signal);
        eventually(SOON, () -> digits.processes(name), now -> assertThat(now)
                .isNotEmpty()
                .doesNotContainAnyElementsOf(before));
    }

    private static List<PodProcess> kill(DigitsSandbox digits, String name, Signal signal) throws Exception {
        List<PodProcess> processes = digits.processes(name);
        for (PodProcess process : processes) {
            digits.signal(process, signal);
        }
        return processes;
    }
}
