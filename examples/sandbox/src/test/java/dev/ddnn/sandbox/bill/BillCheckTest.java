package dev.ddnn.sandbox.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BillCheckTest {
    private static final Customer CITY = new Customer("city", "digits", "1");

    private static SortedMap<Customer, Counted> counted(long tries, long gateway, long cloud, long untold) {
        return new TreeMap<>(Map.of(CITY, new Counted(tries, Map.of("gateway", gateway, "cloud", cloud), untold)));
    }

    private static Map<Customer, Bill> billed(long samples, long gateway, long cloud) {
        return Map.of(
                CITY,
                new Bill(
                        new TreeSet<>(),
                        samples,
                        Map.of("gateway", gateway, "cloud", cloud),
                        0,
                        0,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO));
    }

    @Test
    void theSameIsNeitherMissingNorTooMuch() {
        assertThat(BillCheck.missing(counted(10, 7, 3, 0), billed(10, 7, 3))).isEmpty();
        assertThat(BillCheck.excess(counted(10, 7, 3, 0), billed(10, 7, 3))).isEmpty();
    }

    @Test
    void whatIsMissingIsToldByExit() {
        assertThat(BillCheck.missing(counted(10, 7, 3, 0), billed(9, 7, 2)))
                .containsExactly("bill of city/digits: 2 answers at exit cloud, but its clients counted 3");
        assertThat(BillCheck.missing(counted(10, 7, 3, 0), Map.of()))
                .containsExactly(
                        "bill of city/digits: 0 answers at exit cloud, but its clients counted 3",
                        "bill of city/digits: 0 answers at exit gateway, but its clients counted 7");
        assertThat(BillCheck.missing(counted(10, 7, 3, 0), billed(9, 7, 3)))
                .containsExactly("bill of city/digits: 9 samples, but its clients got 10 answers");
    }

    @Test
    void oneExitsExcessDoesNotMakeUpForAnothersLoss() {
        assertThat(BillCheck.missing(counted(10, 7, 3, 0), billed(10, 8, 2))).hasSize(1);
        assertThat(BillCheck.excess(counted(10, 7, 3, 0), billed(10, 8, 2)))
                .containsExactly("bill of city/digits: 8 answers at exit gateway, but its clients counted 7");
    }

    @Test
    void billsMayHaveAsManyMoreAsClientsDoNotKnowOf() {
        assertThat(BillCheck.excess(counted(12, 7, 3, 2), billed(12, 8, 4))).isEmpty();
        assertThat(BillCheck.excess(counted(12, 7, 3, 2), billed(12, 10, 3)))
                .containsExactly(
                        "bill of city/digits: 10 answers at exit gateway, but its clients counted 7, and do not know of 2 others");
    }

    @Test
    void samplesThatWereRefusedMayBeBilledAsSamplesAndNotMore() {
        assertThat(BillCheck.excess(counted(12, 7, 3, 0), billed(12, 7, 3))).isEmpty();
        assertThat(BillCheck.excess(counted(12, 7, 3, 0), billed(13, 7, 3)))
                .containsExactly("bill of city/digits: 13 samples, but its clients sent 12");
    }
}
