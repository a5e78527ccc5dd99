package io.tokenledger.report.fx;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rates of one currency over some days, of which not every one has a rate. Pure. */
public final class FxRates {
    private final NavigableMap<LocalDate, FxRate> byDate = new TreeMap<>();

    /** The rates, of which no two are used for the same day. */
    public FxRates(List<FxRate> rates) {
        rates.forEach(rate -> byDate.put(rate.rateDate(), rate));
    }

    /** The rate that is used for a day in UTC; null where there is none. */
    public @Nullable FxRate on(LocalDate day) {
        Map.Entry<LocalDate, FxRate> newest = byDate.floorEntry(day);
        return newest != null && day.isBefore(newest.getValue().validUntil()) ? newest.getValue() : null;
    }
}
