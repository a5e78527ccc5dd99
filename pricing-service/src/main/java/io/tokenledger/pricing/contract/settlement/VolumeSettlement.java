package io.tokenledger.pricing.contract.settlement;

import io.tokenledger.pricing.contract.settlement.VolumeTiers.Measure;
import io.tokenledger.pricing.ledger.UsageDimension;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** Settles volume tiers: the discount of a month, spread over the usage that it is for. */
public final class VolumeSettlement {
    private VolumeSettlement() {}

    /** What a month comes to. */
    public record Month(BigInteger measured, BigInteger costPico, BigInteger discountPico) {}

    /** Sums up a month's usage in the term's scope. */
    public static Month month(Term term, VolumeTiers tiers, List<UsageSum> usage) {
        BigInteger cost = usage.stream()
                .filter(sum -> sum.currency().equals(term.currency()))
                .map(UsageSum::costPico)
                .reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger measured = tiers.measure() == Measure.SPEND
                ? cost
                : usage.stream().map(UsageSum::tokens).reduce(BigInteger.ZERO, BigInteger::add);
        return new Month(measured, cost, tiers.discountPico(measured, cost));
    }

    /**
     * The charges of a month, none above zero in sum: each dimension's share of the discount, pro rata to its cost.
     *
     * @param accountedAt lies in the month
     */
    public static List<Charge> targets(
            Term term, VolumeTiers tiers, Period month, List<UsageSum> usage, Instant accountedAt) {
        BigInteger discount = month(term, tiers, usage).discountPico();
        if (discount.signum() == 0) {
            return List.of();
        }
        var costs = new TreeMap<UUID, BigInteger>();
        var dimensions = new TreeMap<UUID, UsageDimension>();
        for (UsageSum sum : usage) {
            if (sum.currency().equals(term.currency())) {
                costs.merge(sum.dimension().id(), sum.costPico(), BigInteger::add);
                dimensions.put(sum.dimension().id(), sum.dimension());
            }
        }
        List<BigInteger> shares = Apportionment.split(discount, List.copyOf(costs.values()));
        var charges = new ArrayList<Charge>();
        for (UsageDimension dimension : dimensions.values()) {
            BigInteger share = shares.get(charges.size());
            charges.add(new Charge(
                    Charge.SOURCE,
                    "volume/" + term.termId() + "/" + month.label() + "/" + dimension.id(),
                    dimension,
                    accountedAt,
                    term.currency(),
                    share.negate()));
        }
        charges.removeIf(charge -> charge.amountPico().signum() == 0);
        return charges;
    }
}
