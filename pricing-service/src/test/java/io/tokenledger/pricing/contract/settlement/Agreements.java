package io.tokenledger.pricing.contract.settlement;

import io.tokenledger.pricing.contract.settlement.VolumeTiers.Measure;
import io.tokenledger.pricing.contract.settlement.VolumeTiers.Mode;
import io.tokenledger.pricing.contract.settlement.VolumeTiers.Step;
import io.tokenledger.pricing.ledger.UsageDimension;
import io.tokenledger.pricing.pricebook.ValidRange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Terms and usage to settle, and amounts as people write them. */
final class Agreements {
    static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
    static final TermScope OPENAI = new TermScope("openai", "", "", "");

    private Agreements() {}

    static Term term(long id, TermScope scope, Terms terms) {
        return new Term(id, "acme", scope, new ValidRange(NOVEMBER, null), ZoneId.of("UTC"), "USD", terms);
    }

    /** Steps as "from percent" in turn. */
    static VolumeTiers tiers(Measure measure, Mode mode, String... fromAndPercent) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < fromAndPercent.length; i += 2) {
            BigInteger from = measure == Measure.SPEND ? pico(fromAndPercent[i]) : new BigInteger(fromAndPercent[i]);
            steps.add(new Step(from, new BigDecimal(fromAndPercent[i + 1])));
        }
        return new VolumeTiers(measure, mode, steps);
    }

    static UsageSum usage(String team, long tokens, String dollars) {
        return usage(team, "o4-mini", "USD", tokens, dollars);
    }

    static UsageSum usage(String team, String model, String currency, long tokens, String amount) {
        return new UsageSum(dimension(team, model), currency, BigInteger.valueOf(tokens), pico(amount));
    }

    static UsageDimension dimension(String team, String model) {
        return new UsageDimension("acme", team, null, null, null, "openai", model, "standard", null, null);
    }

    static BigInteger pico(String amount) {
        return new BigDecimal(amount).movePointRight(12).toBigIntegerExact();
    }

    static BigDecimal sum(List<Charge> charges) {
        return charges.stream().map(Agreements::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BigDecimal chargedTo(String team, List<Charge> charges) {
        return sum(charges.stream()
                .filter(charge -> team.equals(charge.dimension().team()))
                .toList());
    }

    private static BigDecimal amount(Charge charge) {
        return new BigDecimal(charge.amountPico()).movePointLeft(12);
    }
}
