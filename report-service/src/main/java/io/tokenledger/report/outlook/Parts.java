package io.tokenledger.report.outlook;

import io.tokenledger.report.outlook.LineForecast.OfStep;
import io.tokenledger.report.outlook.Outlook.Part;
import io.tokenledger.report.outlook.OutlookEngine.Saying;
import io.tokenledger.report.outlook.OutlookEngine.Told;
import io.tokenledger.report.whatif.BasketLine;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is expected by price list: lines that differ in their group alone are one. Pure. */
final class Parts {
    private static final Comparator<Part> HIGHEST_COST_FIRST = Comparator.<Part, BigInteger>comparing(
                    part -> part.total().pricedCostPico())
            .reversed()
            .thenComparing(part -> part.line().toString());

    private Parts() {}

    static List<Part> of(List<Told> lines) {
        Map<BasketLine, Part> parts = new LinkedHashMap<>();
        for (Told told : lines) {
            if (told.saying() instanceof Saying.Expected(LineForecast forecast)) {
                Part part = part(withoutGroup(told.line()), forecast);
                if (part.total().requests() > 0 || part.total().tokens() > 0) {
                    parts.merge(part.line(), part, Parts::together);
                }
            }
        }
        return parts.values().stream().sorted(HIGHEST_COST_FIRST).toList();
    }

    private static BasketLine withoutGroup(BasketLine line) {
        return new BasketLine(
                List.of(), line.tenant(), line.provider(), line.model(), line.serviceTier(), line.region());
    }

    private static Part part(BasketLine line, LineForecast forecast) {
        Amounts total = Amounts.NONE;
        @Nullable BigInteger asNow = null;
        for (OfStep step : forecast.steps()) {
            total = total.plus(step.amounts());
            asNow = Amounts.plus(asNow, step.asNowPico());
        }
        return new Part(line, total, asNow, EffectSums.priceEffect(forecast), forecast.method());
    }

    private static Part together(Part one, Part other) {
        return new Part(
                one.line(),
                one.total().plus(other.total()),
                Amounts.plus(one.asNowPico(), other.asNowPico()),
                one.pricePico().add(other.pricePico()),
                one.method().equals(other.method()) ? one.method() : "several");
    }
}
