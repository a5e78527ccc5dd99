package io.tokenledger.report.fx;

import io.tokenledger.report.problem.ReportError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells amounts in one currency, and remembers which rates it used and which it lacked. The rate of a day is units of the
 * one currency for one euro, divided by units of the other: amount × to / from. Pure.
 */
public final class Exchange {
    /**
     * Decimal places of a converted pico. Amounts are rounded once, where a line is complete; until then they are either
     * exact or 1e-40 of a pico off.
     */
    private static final int PLACES = 40;

    private static final String EURO = "EUR";

    private final String to;
    private final Map<String, FxRates> rates = new HashMap<>();
    private final SortedMap<String, Conversion> conversions = new TreeMap<>();
    private final SortedMap<LocalDate, String> lacks = new TreeMap<>();

    /** Converts to this currency. */
    public Exchange(String to) {
        this.to = to;
    }

    /** Whether it was told the rates of this currency. */
    public boolean knows(String currency) {
        return rates.containsKey(currency);
    }

    /** Tells it the rates of a currency; also of the one that it converts to, and of the euro. */
    public void learn(String currency, FxRates ratesOfCurrency) {
        rates.put(currency, ratesOfCurrency);
    }

    /**
     * The amount at the rate of the day, not rounded to a pico. Null where there is no rate; then {@link #conversions}
     * refuses.
     *
     * @param day in UTC
     */
    public @Nullable BigDecimal convert(BigDecimal pico, String from, LocalDate day) {
        FxRate rateFrom = rate(from, day);
        FxRate rateTo = rate(to, day);
        if (rateFrom == null || rateTo == null) {
            String lacking = rateFrom == null ? from : to;
            lacks.putIfAbsent(
                    day,
                    "costs in " + from + " of " + day + " (UTC) cannot be told in " + to + ": no rate of " + lacking
                            + " was published on that day or in the 7 days before");
            return null;
        }
        note(from, from, rateFrom);
        note(from, to, rateTo);
        return pico.multiply(rateTo.perEuro()).divide(rateFrom.perEuro(), PLACES, RoundingMode.HALF_EVEN);
    }

    /** What was converted, by currency; refused where a rate was missing, because no other rate will do. */
    public List<Conversion> conversions() {
        if (!lacks.isEmpty()) {
            int others = lacks.size() - 1;
            throw ReportError.CURRENCY_NO_RATE.because(
                    lacks.firstEntry().getValue() + (others == 0 ? "" : "; so it is on " + others + " more days"));
        }
        return List.copyOf(conversions.values());
    }

    private @Nullable FxRate rate(String currency, LocalDate day) {
        FxRates known = rates.get(currency);
        if (known == null) {
            throw new IllegalStateException("the rates of " + currency + " were not read");
        }
        return known.on(day);
    }

    /** The euro's rate is a definition, of no day. */
    private void note(String from, String currency, FxRate rate) {
        if (!currency.equals(EURO)) {
            LocalDate date = rate.rateDate();
            conversions.merge(from, new Conversion(from, date, date), (noted, _) -> noted.with(date));
        }
    }
}
