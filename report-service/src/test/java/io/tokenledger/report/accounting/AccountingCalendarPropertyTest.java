package io.tokenledger.report.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.arbitrary;
import static org.quicktheories.generators.SourceDSL.longs;

import io.tokenledger.report.accounting.AccountingSettings.CalendarKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

/** In every zone there is, in every calendar: periods tile time. */
class AccountingCalendarPropertyTest {
    private static final int EXAMPLES = 20_000;
    private static final long FIRST_MOMENT =
            Instant.parse("2004-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_MOMENT =
            Instant.parse("2045-01-01T00:00:00Z").getEpochSecond();

    @Test
    void everyMomentIsInExactlyOnePeriodBetweenItsNeighbours() {
        long seed = seed("every moment is in one period");
        qt().withFixedSeed(seed)
                .withExamples(EXAMPLES)
                .forAll(moments(), zones(), kinds(), months())
                .checkAssert((moment, zone, kind, start) -> {
                    AccountingCalendar calendar = AccountingCalendar.of(SampleSettings.of(zone, kind, start));
                    AccountingPeriod period = calendar.holding(moment);
                    AccountingPeriod next = calendar.next(period);
                    AccountingPeriod previous = calendar.previous(period);
                    assertThat(moment)
                            .isAfterOrEqualTo(period.period().from())
                            .isBefore(period.period().to());
                    assertThat(next.period().from()).isEqualTo(period.period().to());
                    assertThat(previous.period().to()).isEqualTo(period.period().from());
                    assertThat(next.firstDay()).isEqualTo(period.endDay());
                    assertThat(calendar.previous(next)).isEqualTo(period);
                    assertThat(calendar.named(period.id())).isEqualTo(period);
                    assertThat(calendar.holding(period.period().from())).isEqualTo(period);
                    assertThat(calendar.holding(period.period().to())).isEqualTo(next);
                    assertThat(calendar.holding(period.period().to().minusNanos(1)))
                            .isEqualTo(period);
                    assertThat(period.period().from().getEpochSecond() % 900).isZero();
                });
    }

    @Test
    void aPeriodBeginsWithTheFirstQuarterHourOfItsFirstDay() {
        long seed = seed("first quarter hour of the first day");
        qt().withFixedSeed(seed)
                .withExamples(EXAMPLES)
                .forAll(moments(), zones(), kinds(), months())
                .checkAssert((moment, zone, kind, start) -> {
                    AccountingPeriod period = AccountingCalendar.of(SampleSettings.of(zone, kind, start))
                            .holding(moment);
                    // A day from the clocks alone: go back while they show that day, or a later one.
                    Instant first = period.firstDay()
                            .atTime(12, 0)
                            .atZone(ZoneId.of(zone))
                            .toInstant();
                    for (Instant earlier = first; earlier.isAfter(first.minusSeconds(86_400)); ) {
                        earlier = earlier.minusSeconds(900);
                        if (!LocalDate.ofInstant(earlier, ZoneId.of(zone)).isBefore(period.firstDay())) {
                            first = earlier;
                        } else {
                            break;
                        }
                    }
                    assertThat(period.period().from()).isEqualTo(first);
                });
    }

    private static Gen<Instant> moments() {
        return longs().between(FIRST_MOMENT, LAST_MOMENT).map(second -> Instant.ofEpochSecond(second));
    }

    private static Gen<String> zones() {
        List<String> common =
                List.of("Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe", "Europe/Berlin");
        return arbitrary()
                .pick(Stream.concat(
                                common.stream(),
                                ZoneId.getAvailableZoneIds().stream().sorted())
                        .toList());
    }

    private static Gen<CalendarKind> kinds() {
        return arbitrary().enumValues(CalendarKind.class);
    }

    private static Gen<Month> months() {
        return arbitrary().enumValues(Month.class);
    }

    private static long seed(String property) {
        long seed = System.nanoTime();
        System.out.println(property + ": seed " + seed);
        return seed;
    }
}
