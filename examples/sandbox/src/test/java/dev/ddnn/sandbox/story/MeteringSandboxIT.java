package dev.ddnn.sandbox.story;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.report.ReceivedReports.Received;
import dev.ddnn.controlplane.process.Signal;
import dev.ddnn.sandbox.bill.Audit;
import dev.ddnn.sandbox.bill.Counted;
import dev.ddnn.sandbox.pod.PodProcess;
import dev.ddnn.sandbox.testing.Books;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import dev.ddnn.sandbox.testing.FaultyNetwork;
import dev.ddnn.sandbox.testing.Some;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Bills, judged by what was counted outside of operator, hub and pods: samples by the clients that sent them, bytes by the links. While
 * samples flow pods, hub and operator are restarted, a pod is killed, and reports are repeated and late.
 *
 * <p>It takes some minutes, so it runs only where it is named:
 *
 * <pre>mvn verify -pl examples/sandbox -am -Dit.test=MeteringSandboxIT -Dtest=NoTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false</pre>
 */
@ExtendWith(DigitsSandboxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeteringSandboxIT {
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final String GATEWAY = "digits-gateway";
    private static final int SOME = 300;
    private static final int LOOKED_AT = 500;
    private static final long SEED = 20;
    private static final int FAULTS = 3;

    /** Pods report so often. A report takes a moment to reach the hub, as others want the processors too. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** A report is about to be due. */
    private static final long STALE_MILLIS = 4_000;

    private Some samples;
    private Books books;

    @BeforeAll
    void aBillIsSettled(DigitsSandbox digits) throws Exception {
        samples = mixed(digits);
        books = new Books(digits);
    }

    /** One sample in two goes up to the cloud, so that what streams cost when they are idle is little of what the links carry. */
    private static Some mixed(DigitsSandbox digits) throws Exception {
        List<Integer> near = new ArrayList<>();
        List<Integer> far = new ArrayList<>();
        for (Outcome outcome : digits.feed(digits.digits(), LOOKED_AT)) {
            (Fed.verdict(outcome).exit().equals("cloud") ? far : near).add(outcome.sample());
        }
        List<Integer> mixed = new ArrayList<>();
        for (int i = 0; i < far.size(); i++) {
            mixed.add(near.get(i));
            mixed.add(far.get(i));
        }
        return new Some(digits.samples(), mixed);
    }

    @Test
    void nothingIsLostWhereAPodTheHubAndTheOperatorAreRestarted(DigitsSandbox digits) throws Exception {
        // Given
        try (Flow flow = new Flow(digits, samples)) {
            flows(flow);

            // When
            digits.kubectl("delete", "pod", "-l", "ddnn.dev/ddnn=digits,ddnn.dev/section=gateway");
            restart(digits, "ddnn-hub", Signal.TERM);
            flows(flow);
            restart(digits, "ddnn-operator", Signal.TERM);
            flows(flow);
            Audit audit = books.since(counted(flow.stop()), 0);

            // Then
            isRight("restarts", audit);
        }
    }

    @Test
    void aPodThatIsKilledLosesOneReportsIntervalAtMost(DigitsSandbox digits) throws Exception {
        // Given
        try (Flow flow = new Flow(digits, samples)) {
            flows(flow, 2 * SOME);
            long mayNotBeLost = System.nanoTime();
            Received last = eventually(SOON, () -> newestOfTheGateway(digits), report -> {
                assertThat(report.ageMillis()).isBetween(STALE_MILLIS, INTERVAL.toMillis());
                assertThat(System.nanoTime() - mayNotBeLost)
                        .as("some answers are older than what may be lost")
                        .isGreaterThan(INTERVAL.plus(MOMENT).toNanos());
            });

            // When
            restart(digits, GATEWAY, Signal.KILL);
            long successorStarts = System.currentTimeMillis();
            flows(flow);
            List<Outcome> outcomes = flow.stop();

            // Then
            long reported = Objects.requireNonNull(last.receivedAtMillis()) - MOMENT.toMillis();
            isRight("a kill", books.since(counted(outcomes), answeredBetween(reported, successorStarts, outcomes)));
        }
    }

    @Test
    void reportsThatAreRepeatedAndLateChangeNothing(DigitsSandbox digits) throws Exception {
        // Given
        try (FaultyNetwork network = FaultyNetwork.of(digits, SEED);
                Flow flow = new Flow(digits, samples)) {
            restart(digits, "ddnn-hub", Signal.TERM);

            // When
            eventually(SOON, () -> network, now -> {
                assertThat(now.repeated()).as("reports that came twice").isGreaterThanOrEqualTo(FAULTS);
                assertThat(now.late()).as("reports that came after newer ones").isGreaterThanOrEqualTo(FAULTS);
            });
            flows(flow, 3 * SOME);
            Audit audit = books.since(counted(flow.stop()), 0);

            // Then
            isRight(
                    "%d reports, of which %d came twice and %d after newer ones"
                            .formatted(network.reports(), network.repeated(), network.late()),
                    audit);
        }
    }

    /** Answers that came in a time. Those that were on their way back when a pod was killed came before its successor could answer. */
    private static long answeredBetween(long begin, long end, List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(o -> o.verdict() != null && o.receivedMillis() >= begin && o.receivedMillis() <= end)
                .count();
    }

    private static Counted counted(List<Outcome> outcomes) {
        return Counted.NOTHING.and(outcomes);
    }

    private static void isRight(String what, Audit audit) {
        System.out.printf("%s%n%s%n", what, audit.table());
        assertThat(audit.clients().answered().values()).as(audit.table()).allMatch(n -> n > SOME);
        assertThat(audit.findings()).as(audit.table()).isEmpty();
    }

    private static void flows(Flow flow) {
        flows(flow, SOME);
    }

    private static void flows(Flow flow, int more) {
        int before = flow.answered();
        eventually(SOON, flow::answered, now -> assertThat(now).isGreaterThanOrEqualTo(before + more));
    }

    /** What the hub has heard of the gateway last. */
    private static Received newestOfTheGateway(DigitsSandbox digits) throws Exception {
        return digits.installation().hub().reports("default", "digits").reports().stream()
                .filter(received -> received.report().section().equals("gateway"))
                .min(Comparator.comparingLong(Received::ageMillis))
                .orElseThrow();
    }

    private static void restart(DigitsSandbox digits, String name, Signal signal) throws Exception {
        List<PodProcess> before = digits.processes(name);
        for (PodProcess process : before) {
            digits.signal(process, signal);
        }
        eventually(SOON, () -> digits.processes(name), now -> assertThat(now)
                .isNotEmpty()
                .doesNotContainAnyElementsOf(before));
    }
}
