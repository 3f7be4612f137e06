package dev.ddnn.contract.section;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SampleShareTest {
    private static final List<String> COUNTED_UP =
            IntStream.range(0, 20_000).mapToObj(number -> "sample-" + number).toList();

    @Test
    void shareIsAsLargeAsItSaysAlsoOfIdsThatCountUp() {
        for (int percent : List.of(1, 10, 50, 90)) {
            long included = COUNTED_UP.stream()
                    .filter(sample -> SampleShare.includes(sample, percent))
                    .count();
            // Three standard deviations of a fair draw of 20,000 at 50 % are 212.
            assertThat(included).as(percent + " %").isCloseTo(200L * percent, Offset.offset(250L));
        }
    }

    @Test
    void neighboursAreDrawnApart() {
        long both = IntStream.range(1, COUNTED_UP.size())
                .filter(at -> SampleShare.includes(COUNTED_UP.get(at - 1), 50)
                        == SampleShare.includes(COUNTED_UP.get(at), 50))
                .count();
        assertThat(both).isCloseTo(10_000L, Offset.offset(250L));
    }

    @Test
    void higherPercentageTakesInTheLowerOne() {
        assertThat(COUNTED_UP)
                .filteredOn(sample -> SampleShare.includes(sample, 10))
                .allMatch(sample -> SampleShare.includes(sample, 11));
    }

    @Test
    void nobodyAndEverybody() {
        assertThat(COUNTED_UP).noneMatch(sample -> SampleShare.includes(sample, 0));
        assertThat(COUNTED_UP).allMatch(sample -> SampleShare.includes(sample, 100));
    }
}
