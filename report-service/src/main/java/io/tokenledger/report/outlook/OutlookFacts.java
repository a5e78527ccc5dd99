package io.tokenledger.report.outlook;

import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.report.whatif.Basket;
import io.tokenledger.report.whatif.BasketLine;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a forecast is made from, of one state of the books.
 *
 * @param actuals what each complete step brought, by line, from the start of the history
 * @param spent in the period until now, by group
 * @param soFar in the running step, by group
 * @param baskets what the lines were made of lately
 * @param formerBaskets the same over the whole history, of lines that were not used lately, or not so
 * @param costs whether costs are asked for
 * @param conversion into the answer's currency, at the rates of now
 */
record OutlookFacts(
        OutlookTimes times,
        Map<BasketLine, List<Amounts>> actuals,
        Map<List<@Nullable String>, Amounts> spent,
        Map<List<@Nullable String>, Amounts> soFar,
        Map<BasketLine, Basket> baskets,
        Map<BasketLine, Basket> formerBaskets,
        PriceBook book,
        DayProfile profile,
        boolean costs,
        UnitCosts.Conversion conversion) {}
