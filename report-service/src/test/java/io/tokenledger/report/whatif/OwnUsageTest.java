package io.tokenledger.report.whatif;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.tokenledger.report.whatif.OwnUsage.Day;
import io.tokenledger.report.whatif.OwnUsage.Pair;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnUsageTest {
    private static final Pair O3_TO_MINI = new Pair("acme", "o3", "high", "o4-mini", "high");

    @Test
    void ratioIsOfTokensPerRequestWeightedByWhatTheSourceWroteInEachApp() {
        List<Day> days = new ArrayList<>();
        for (int day = 1; day <= 10; day++) {
            days.add(day("a", "o3", "high", day, 20, 20 * 300)); // 300 a request, 150 there: half
            days.add(day("a", "o4-mini", "high", day, 40, 40 * 150));
            days.add(day("b", "o3", "high", day, 10, 10 * 100)); // 100 a request, 200 there: twice
            days.add(day("b", "o4-mini", "high", day, 10, 10 * 200));
            days.add(day("b", "o4-mini", "low", day, 50, 50)); // another effort
            days.add(day("c", "o3", "high", day, 90, 90_000)); // nobody to compare with
        }
        Estimate ratio = requireNonNull(new OwnUsage(days).outputRatio(O3_TO_MINI));
        // (20 x 150 + 10 x 200) / (20 x 300 + 10 x 100) = 5 000 / 7 000; every day alike: no doubt
        assertThat(ratio.expected()).isEqualByComparingTo("0.7143");
        assertThat(ratio.low()).isEqualByComparingTo("0.7143");
        assertThat(ratio.high()).isEqualByComparingTo("0.7143");
        assertThat(ratio.origin()).isEqualTo(Estimate.Origin.MEASURED);
        assertThat(ratio.source()).contains("500 requests on o4-mini beside 300 on o3 in 2 apps on 10 days");
    }

    @Test
    void daysThatDifferMakeARangeOfTheirJackknifeError() {
        List<Day> days = new ArrayList<>();
        double[] perRequest = {100, 110, 90, 120, 80, 105, 95, 100};
        double total = 0;
        for (int day = 1; day <= 8; day++) {
            total += perRequest[day - 1];
            days.add(day("a", "o3", "high", day, 50, 50 * 100));
            days.add(day("a", "o4-mini", "high", day, 50, (long) (50 * perRequest[day - 1])));
        }
        // Of a mean of eight values the jackknife's error is the standard error of the mean: s / sqrt(8).
        double mean = total / 8;
        double squares = 0;
        for (double value : perRequest) {
            squares += (value - mean) * (value - mean);
        }
        double error = Math.sqrt(squares / 7 / 8) / 100;
        Estimate ratio = requireNonNull(new OwnUsage(days).outputRatio(O3_TO_MINI));
        assertThat(ratio.expected()).isEqualByComparingTo("1");
        assertThat(ratio.low().doubleValue()).isCloseTo(1 - 1.96 * error, offset(0.0001));
        assertThat(ratio.high().doubleValue()).isCloseTo(1 + 1.96 * error, offset(0.0001));
    }

    @Test
    void tooFewRequestsOrDaysAreNotEnough() {
        List<Day> days = new ArrayList<>();
        for (int day = 1; day <= 6; day++) {
            days.add(day("a", "o3", "high", day, 1_000, 1_000));
            days.add(day("a", "o4-mini", "high", day, 1_000, 1_000));
        }
        assertThat(new OwnUsage(days).outputRatio(O3_TO_MINI)).as("six days").isNull();
        days.replaceAll(day -> day(day.app(), day.model(), "high", day.day().getDayOfMonth(), 10, 10));
        days.add(day("a", "o3", "high", 7, 10, 10));
        days.add(day("a", "o4-mini", "high", 7, 10, 10));
        assertThat(new OwnUsage(days).outputRatio(O3_TO_MINI))
                .as("seven days, 70 requests")
                .isNull();
    }

    @Test
    void anotherTenantsUsageSaysNothing() {
        List<Day> days = new ArrayList<>();
        for (int day = 1; day <= 10; day++) {
            days.add(day("a", "o3", "high", day, 100, 1_000));
            days.add(new Day("globex", "a", "o4-mini", "high", LocalDate.of(2026, 10, day), 100, 1_000, 0));
        }
        assertThat(new OwnUsage(days).outputRatio(O3_TO_MINI)).isNull();
    }

    private static Day day(String app, String model, @Nullable String effort, int day, long requests, long tokens) {
        return new Day("acme", app, model, effort, LocalDate.of(2026, 10, day), requests, tokens, 0);
    }
}
