package io.tokenledger.report.outlook;

import io.tokenledger.report.alert.Contributor;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.outlook.Outlook.Expectation;
import io.tokenledger.report.outlook.Outlook.Part;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The models that are going to bring most of what is still to come of a budget's period. Pure. */
final class ForecastContributors {
    private static final int TOP = 3;
    private static final int SHARE_PLACES = 4;
    private static final String STANDARD = "standard";

    private ForecastContributors() {}

    /** The top three, largest first; none where nothing is said. */
    static List<Contributor> of(Outlook outlook, BudgetStanding standing) {
        if (!(outlook.whole().statement() instanceof Expectation expectation)) {
            return List.of();
        }
        Function<Amounts, BigInteger> amount =
                standing.isOfTokens() ? amounts -> BigInteger.valueOf(amounts.tokens()) : Amounts::pricedCostPico;
        BigInteger all = amount.apply(expectation.total());
        return expectation.parts().stream()
                .filter(part -> amount.apply(part.total()).signum() > 0)
                .sorted(Comparator.<Part, BigInteger>comparing(part -> amount.apply(part.total()))
                        .reversed())
                .limit(TOP)
                .map(part -> contributor(part, amount.apply(part.total()), all, standing))
                .toList();
    }

    private static Contributor contributor(Part part, BigInteger amount, BigInteger all, BudgetStanding standing) {
        Map<String, String> group = new LinkedHashMap<>();
        group.put("provider", part.line().provider());
        group.put("model", part.line().model());
        if (!part.line().serviceTier().equals(STANDARD)) {
            group.put("service_tier", part.line().serviceTier());
        }
        if (!part.line().region().isEmpty()) {
            group.put("region", part.line().region());
        }
        return new Contributor(
                group,
                standing.isOfTokens() ? amount.toString() : Money.exact(amount),
                standing.unit(),
                new BigDecimal(amount)
                        .divide(new BigDecimal(all), SHARE_PLACES, RoundingMode.HALF_EVEN)
                        .toPlainString());
    }
}
