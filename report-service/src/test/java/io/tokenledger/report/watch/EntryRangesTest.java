package io.tokenledger.report.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.watch.EntryRanges.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntryRangesTest {
    @Test
    void rangesThatTouchBecomeOne() {
        assertThat(EntryRanges.of(Set.of(1L), List.of(range(5, 9), range(1, 2), range(9, 12), range(6, 7)))
                        .ranges())
                .containsExactly(range(1, 2), range(5, 12));
    }

    @Test
    void ofTooManyThoseThatAreClosestBecomeOne() {
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ranges.add(range(i * 1000L, i * 1000L + 1));
        }
        List<Range> expected = new ArrayList<>(ranges);
        expected.set(7, range(7000, 7011));
        ranges.add(range(7010, 7011));
        assertThat(EntryRanges.of(Set.of(1L), ranges).ranges()).isEqualTo(expected);
    }

    @Test
    void fewRangesHoldAllThatManyHold() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            List<Range> ranges = new ArrayList<>();
            for (int i = random.nextInt(80); i >= 0; i--) {
                int first = random.nextInt(100_000);
                ranges.add(range(first, first + random.nextInt(300)));
            }
            List<Range> few = EntryRanges.of(Set.of(), ranges).ranges();
            assertThat(few).as("seed " + seed).hasSizeBetween(1, 20);
            for (Range range : ranges) {
                assertThat(few)
                        .as("seed " + seed)
                        .anyMatch(one -> !one.first().isAfter(range.first())
                                && !one.last().isBefore(range.last()));
            }
            for (int i = 1; i < few.size(); i++) {
                assertThat(few.get(i).first())
                        .as("seed " + seed)
                        .isAfter(few.get(i - 1).last());
            }
        }
    }

    private static Range range(long first, long last) {
        return new Range(Instant.ofEpochSecond(first), Instant.ofEpochSecond(last));
    }
}
