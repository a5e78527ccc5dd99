package io.tokenledger.report.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.forecast.Forecaster;
import io.tokenledger.report.forecast.Level;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How often a normal hour is called unusual. Twelve series of five weeks, 35 hours of the sixth week each: every fifth, so
 * that all hours of the day and all days of the week are among them.
 */
class FalseAlarmsTest {
    private static final ZonedDateTime NOW =
            ZonedDateTime.parse("2026-10-12T00:00:00Z").withZoneSameInstant(ZoneOffset.UTC);
    private static final int SERIES = 12;
    private static final int HOURS = 35;
    /** Six times what the busiest hours come to. */
    private static final BigDecimal SPIKE = new BigDecimal(60);

    @Test
    void normalWeekRaisesNextToNothingAndASpikeIsSeenInEveryOne() {
        long first = System.nanoTime();
        int alarms = 0;
        int outside = 0;
        int missed = 0;
        int asked = 0;
        for (int series = 0; series < SERIES; series++) {
            Random random = new Random(first + series);
            Map<Instant, Optional<BigDecimal>> amounts = weeks(random);
            for (int i = 0; i < HOURS; i++) {
                ZonedDateTime hour = NOW.plusHours(5L * i);
                BigDecimal observed =
                        amounts.getOrDefault(hour.toInstant(), Optional.empty()).orElseThrow();
                if (expected(amounts, hour) instanceof Expectation.Interval interval) {
                    alarms += interval.isAbove(observed, condition(BigDecimal.ONE)) ? 1 : 0;
                    outside += interval.isAbove(observed, condition(BigDecimal.ZERO)) ? 1 : 0;
                    missed += interval.isAbove(observed.add(SPIKE), condition(BigDecimal.ONE)) ? 0 : 1;
                    asked++;
                }
            }
        }
        String seen = "seed " + first + ", of " + SERIES * HOURS + " hours";
        assertThat(asked).as(seen + " of which something is expected").isEqualTo(SERIES * HOURS);
        assertThat(alarms).as(seen + " above by the margin").isLessThanOrEqualTo(SERIES * HOURS / 50); // 2 %
        assertThat(outside).as(seen + " above the interval").isLessThanOrEqualTo(SERIES * HOURS / 10); // 5 % and luck
        assertThat(missed)
                .as(seen + " six times a busy hour on top and not seen")
                .isZero();
    }

    private static Expectation expected(Map<Instant, Optional<BigDecimal>> amounts, ZonedDateTime hour) {
        return Expectation.after(
                AnomalyReader.history(NOW.minusWeeks(8), hour, amounts), condition(BigDecimal.ONE), new Forecaster());
    }

    private static Condition.SpendAnomaly condition(BigDecimal margin) {
        return new Condition.SpendAnomaly(
                Level.NINETY_FIVE, margin, BigDecimal.ZERO, "USD", Condition.Direction.UP, ZoneId.of("UTC"));
    }

    private static Map<Instant, Optional<BigDecimal>> weeks(Random random) {
        Map<Instant, Optional<BigDecimal>> amounts = new HashMap<>();
        Instant from = NOW.minusWeeks(5).toInstant();
        for (int i = 0; i < 6 * 168 + 24; i++) {
            Instant hour = from.plus(i, ChronoUnit.HOURS);
            amounts.put(hour, Optional.of(BigDecimal.valueOf(Math.max(0, Weeks.normal(hour, random)))));
        }
        return amounts;
    }
}
