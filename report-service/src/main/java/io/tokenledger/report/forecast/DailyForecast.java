package io.tokenledger.report.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** A way of saying what days to come will bring. */
public interface DailyForecast {
    /** As answers name it. */
    String method();

    /** Days of history without which nothing is said. */
    int leastDays();

    /**
     * What each of the days will bring, the last one excluded.
     *
     * @throws IllegalArgumentException where the history is shorter than {@link #leastDays()}
     */
    List<BigDecimal> days(DailyHistory history, LocalDate from, LocalDate to);
}
