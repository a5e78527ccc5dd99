package io.tokenledger.report.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What each day brought, without a gap: a day without anything is a zero.
 *
 * @param firstDay of the values; any date where there are none
 */
public record DailyHistory(LocalDate firstDay, List<BigDecimal> values) {
    public DailyHistory {
        values = List.copyOf(values);
    }

    public int days() {
        return values.size();
    }

    /** The day after the last one. */
    public LocalDate end() {
        return firstDay.plusDays(values.size());
    }

    /** The same without its last days. */
    DailyHistory withoutLast(int days) {
        return new DailyHistory(firstDay, values.subList(0, values.size() - days));
    }

    /** Its last days alone. */
    DailyHistory last(int days) {
        return new DailyHistory(end().minusDays(days), values.subList(values.size() - days, values.size()));
    }
}
