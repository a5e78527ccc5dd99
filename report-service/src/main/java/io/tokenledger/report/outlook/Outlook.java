package io.tokenledger.report.outlook;

import io.tokenledger.report.forecast.Forecast;
import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.whatif.BasketLine;
import java.math.BigInteger;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where usage is heading: the whole, and each group, whose amounts add up to those of the whole.
 *
 * @param historyStarts of the complete steps that were looked at, from the first in which anything was used
 * @param profile how days were spread lately
 * @param bookVersion of the price book that told the prices to come
 * @param conversions other currencies in what was spent; what is to come is told at the rates of now
 */
public record Outlook(
        OutlookQuestion question,
        OutlookTimes times,
        List<ZonedDateTime> historyStarts,
        DayProfile profile,
        long bookVersion,
        Series whole,
        List<Series> groups,
        List<PriceChange> priceChanges,
        List<Conversion> conversions,
        List<String> notes) {

    /**
     * The whole, or a group.
     *
     * @param group a value per dimension; null: not attributed. Empty: the whole
     * @param history what each complete step brought, as it was booked
     * @param soFar what the running step has brought
     * @param spent in the period until now
     */
    public record Series(
            List<@Nullable String> group, List<Amounts> history, Amounts soFar, Amounts spent, Statement statement) {
        public Series {
            group = Collections.unmodifiableList(new ArrayList<>(group));
            history = List.copyOf(history);
        }
    }

    /** What is said of the steps to come. */
    public sealed interface Statement {}

    /** Nothing: there is too little to say it from. */
    public record Silence(int have, int need, String why) implements Statement {}

    /**
     * What is expected.
     *
     * @param total of all steps, without what was spent; {@code periodEnd} holds that, too
     * @param effects null where nothing has a price
     * @param tokenSeries what the intervals of tokens come from
     * @param costSeries the same of the cost, at constant prices; null where nothing has a price, or it is too short
     * @param parts by price list, the highest cost first
     * @param leftOut lines that are too short to be forecast, and no part of any amount here
     */
    public record Expectation(
            List<Coming> steps,
            Amounts total,
            PeriodEnd periodEnd,
            @Nullable Effects effects,
            Forecast tokenSeries,
            @Nullable Forecast costSeries,
            List<Part> parts,
            List<LeftOut> leftOut,
            List<String> notes)
            implements Statement {
        /** Of the series that says most: the cost, where it is known. */
        public String method() {
            return costSeries == null ? tokenSeries.method() : costSeries.method();
        }
    }

    /**
     * A step to come; of the running one what is still to come.
     *
     * @param cost null where nothing has a price, or how far it may be off is not known
     */
    public record Coming(
            Amounts amounts,
            Ranges requests,
            Ranges tokens,
            @Nullable Ranges cost) {}

    /** What was spent and what is expected, together. */
    public record PeriodEnd(
            Amounts amounts,
            Ranges requests,
            Ranges tokens,
            @Nullable Ranges cost) {}

    /**
     * Why the cost to come is another than that of the recent window. {@code reference + volume = asNow};
     * {@code asNow + price + newlyPriced - noLongerPriced} is the cost expected. All exact.
     *
     * @param referencePico what as many steps like the recent window's mean would cost at the prices of now
     * @param volumePico what other volumes, and another mix of models, make of it
     * @param asNowPico what is expected to be used, at the prices of now
     * @param pricePico what the known changes of prices make of it
     * @param newlyPricedPico of usage that has no price now and is going to have one
     * @param noLongerPricedPico of usage whose price ends: what it would have cost
     */
    public record Effects(
            BigInteger referencePico,
            BigInteger volumePico,
            BigInteger asNowPico,
            BigInteger pricePico,
            BigInteger newlyPricedPico,
            BigInteger noLongerPricedPico) {}

    /** What is expected of usage that one price list prices. */
    public record Part(
            BasketLine line, Amounts total, @Nullable BigInteger asNowPico, BigInteger pricePico, String method) {}

    /**
     * A line of which nothing is said.
     *
     * @param used in the history
     */
    public record LeftOut(BasketLine line, Amounts used, String why) {}
}
