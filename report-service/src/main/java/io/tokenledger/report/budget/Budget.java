package io.tokenledger.report.budget;

import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant means to spend, or to use, in each period.
 *
 * @param scope values by dimension; none: all of the tenant
 * @param limit of each period
 * @param thresholds parts of the limit, as they were given, so {@code forecastThresholds} and {@code channels}: nothing is
 *     done with them yet
 */
public record Budget(
        UUID id,
        String tenant,
        String name,
        Map<String, List<String>> scope,
        BudgetPeriod period,
        ZoneId zone,
        Limit limit,
        List<String> thresholds,
        List<String> forecastThresholds,
        List<String> channels,
        Instant createdAt) {

    /** What a period may come to. */
    public sealed interface Limit {
        /** In 1e-12 of the currency. */
        record Money(BigInteger amountPico, String currency) implements Limit {}

        /** Input and output together. */
        record Tokens(long tokens) implements Limit {}
    }

    /** What the budget is for, as filters of a report: the tenant and the scope. */
    public List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        filters.add(new Filter(Dimension.Attribute.TENANT, List.of(tenant)));
        scope.forEach((dimension, values) -> filters.add(new Filter(Dimension.named(dimension), values)));
        return filters;
    }

    /** The currency of a budget of money; null: a budget of tokens. */
    public @Nullable String currency() {
        return limit instanceof Limit.Money money ? money.currency() : null;
    }
}
