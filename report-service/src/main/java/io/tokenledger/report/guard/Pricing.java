package io.tokenledger.report.guard;

import io.tokenledger.pricing.rating.Free;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.RatingRequest;
import io.tokenledger.pricing.rating.Unpriced;
import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetSpan;
import io.tokenledger.report.fx.Exchange;
import io.tokenledger.report.fx.FxRates;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Works out what an estimate comes to, and what it takes of which budgets. Pure. */
final class Pricing {
    private final Books books;
    private final Function<String, FxRates> rates;
    private final Instant now;

    /** @param rates of the day of {@code now}, by currency */
    Pricing(Books books, Function<String, FxRates> rates, Instant now) {
        this.books = books;
        this.rates = rates;
        this.now = now;
    }

    /** By the price that is in force now, as usage of now will be charged. */
    Need need(Check check) {
        return switch (check.estimate()) {
            case Estimate.Amounts(var pico, var currency, var tokens) ->
                new Need(pico, currency, tokens, pico == null ? "the estimate says no cost" : null);
            case Estimate.Usage usage -> priced(check.tenant(), usage);
        };
    }

    private Need priced(String tenant, Estimate.Usage usage) {
        long tokens = Math.addExact(usage.meters().inputTokens(), usage.meters().outputTokens());
        var request = new RatingRequest(
                tenant, usage.provider(), usage.model(), usage.serviceTier(), usage.region(), now, usage.meters());
        return switch (books.prices().rate(request)) {
            case Priced priced -> new Need(priced.costPico(), priced.price().currency(), tokens, null);
            case Free _ -> new Need(BigInteger.ZERO, Free.CURRENCY, tokens, null);
            case Unpriced unpriced -> new Need(null, null, tokens, "unpriced: " + unpriced.detail());
        };
    }

    /** One for each budget whose scope holds the usage and of which a period runs, by name. */
    List<Claim> claims(Check check, Need need) {
        List<Claim> claims = new ArrayList<>();
        for (Budget budget : books.budgets().holding(check.tenant(), check.attribution())) {
            budget.days().spanOf(now).ifPresent(span -> claims.add(claim(budget, span, need)));
        }
        return claims;
    }

    private Claim claim(Budget budget, BudgetSpan span, Need need) {
        String currency = budget.currency();
        var key = new HoldKey(budget.tenant(), budget.id(), span.from(), currency == null ? HoldKey.TOKENS : currency);
        if (currency == null) {
            Long tokens = need.tokens();
            return tokens == null
                    ? new Claim(budget, span, key, null, "the estimate says no tokens")
                    : new Claim(budget, span, key, BigInteger.valueOf(tokens), null);
        }
        return moneyClaim(budget, span, key, need);
    }

    private Claim moneyClaim(Budget budget, BudgetSpan span, HoldKey key, Need need) {
        BigInteger cost = need.costPico();
        String from = need.currency();
        if (cost == null || from == null) {
            return new Claim(budget, span, key, null, need.whyNoCost());
        }
        BigInteger converted = from.equals(key.unit()) ? cost : converted(cost, from, key.unit());
        String note = converted == null
                ? "no exchange rate from " + from + " to " + key.unit() + " on "
                        + LocalDate.ofInstant(now, ZoneOffset.UTC)
                : null;
        return new Claim(budget, span, key, converted, note);
    }

    /** At the rate of the day, rounded once; null: there is no rate. */
    private @Nullable BigInteger converted(BigInteger pico, String from, String to) {
        var exchange = new Exchange(to);
        exchange.learn(from, rates.apply(from));
        exchange.learn(to, rates.apply(to));
        BigDecimal amount = exchange.convert(new BigDecimal(pico), from, LocalDate.ofInstant(now, ZoneOffset.UTC));
        return amount == null
                ? null
                : amount.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
    }
}
