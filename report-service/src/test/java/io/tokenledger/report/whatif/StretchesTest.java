package io.tokenledger.report.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.whatif.Stretches.Cover;
import io.tokenledger.report.whatif.Stretches.MonthlyCover;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every quarter of an hour of a period is read once, in its own stretch, whatever it is read from. */
class StretchesTest {
    private static final Instant ORIGIN = Instant.parse("2025-12-01T00:00:00Z");
    private static final int QUARTERS = 4 * 24 * 200;

    @Test
    void monthInBerlinIsAMonthOfUtcWithTwoHoursMoreAndOneLess() {
        Stretches october = Stretches.of(
                Instant.parse("2026-09-30T22:00:00Z"), Instant.parse("2026-10-31T23:00:00Z"), new TreeSet<>());
        MonthlyCover cover = october.coverByMonths();
        assertThat(cover.months()).hasSize(1);
        assertThat(cover.months().getFirst().months()).containsExactly(Instant.parse("2026-10-01T00:00:00Z"));
        assertThat(cover.months().getFirst().outside().hours()).containsExactly(Instant.parse("2026-10-31T23:00:00Z"));
        assertThat(cover.rest().hours())
                .containsExactly(Instant.parse("2026-09-30T22:00:00Z"), Instant.parse("2026-09-30T23:00:00Z"));
        assertThat(cover.rest().days()).isEmpty();
    }

    @Test
    void anyPeriodWithAnyCutsIsCoveredOnce() {
        long seed = System.nanoTime();
        System.out.println("StretchesTest seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int from = random.nextInt(QUARTERS - 1);
            int until = from + 1 + random.nextInt(QUARTERS - from);
            var cuts = new TreeSet<Instant>();
            for (int i = random.nextInt(4); i > 0; i--) {
                cuts.add(at(random.nextInt(QUARTERS)));
            }
            Stretches stretches = Stretches.of(at(from), at(until), cuts);
            for (int stretch = 0; stretch < stretches.starts().size(); stretch++) {
                int first = quarter(stretches.start(stretch));
                int end = stretch + 1 < stretches.starts().size() ? quarter(stretches.start(stretch + 1)) : until;
                var expected = new BitSet();
                expected.set(first, end);
                assertThat(read(stretches, stretch, first, end))
                        .as("seed %s round %s stretch %s", seed, round, stretch)
                        .isEqualTo(expected);
            }
            var whole = new BitSet();
            whole.set(from, until);
            var daily = new BitSet();
            add(daily, stretches.cover());
            assertThat(daily).as("seed %s round %s", seed, round).isEqualTo(whole);
        }
    }

    /** What is read into one stretch: its months, without what lies outside, and of the rest what lies in it. */
    private static BitSet read(Stretches stretches, int stretch, int first, int end) {
        MonthlyCover cover = stretches.coverByMonths();
        var rest = new BitSet();
        add(rest, cover.rest());
        var inside = new BitSet();
        inside.set(first, end);
        rest.and(inside);
        cover.months().stream().filter(nearly -> nearly.stretch() == stretch).forEach(nearly -> {
            nearly.months()
                    .forEach(month -> once(
                            rest,
                            month,
                            OffsetDateTime.ofInstant(month, ZoneOffset.UTC)
                                    .plusMonths(1)
                                    .toInstant()));
            var outside = new BitSet();
            add(outside, nearly.outside());
            rest.andNot(outside);
        });
        return rest;
    }

    private static void add(BitSet read, Cover cover) {
        cover.days().forEach(day -> once(read, day, day.plus(Duration.ofDays(1))));
        cover.hours().forEach(hour -> once(read, hour, hour.plus(Duration.ofHours(1))));
        cover.rest().forEach(part -> once(read, part.from(), part.until()));
    }

    private static void once(BitSet read, Instant from, Instant until) {
        for (int quarter = quarter(from); quarter < quarter(until); quarter++) {
            assertThat(read.get(quarter)).as("read twice: %s", at(quarter)).isFalse();
            read.set(quarter);
        }
    }

    private static Instant at(int quarter) {
        return ORIGIN.plus(Duration.ofMinutes(15L * quarter));
    }

    private static int quarter(Instant instant) {
        return (int) Duration.between(ORIGIN, instant).dividedBy(Duration.ofMinutes(15));
    }
}
