package io.tokenledger.pricing.contract.settlement;

import io.tokenledger.pricing.ledger.UsageDimension;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** Settles provisioned throughput: the flat amount of an hour, spread over what it served; the rest is idle. */
public final class ThroughputSettlement {
    private static final String IDLE = "provisioned_idle";

    private ThroughputSettlement() {}

    /**
     * The charges of one hour; they add up to its flat amount. A dimension pays for its tokens' part of the capacity, or,
     * where more was served than the capacity or that is not known, for its part of the tokens.
     *
     * @param usage of that hour and in the term's scope, in any currency
     */
    public static List<Charge> targets(Term term, ProvisionedThroughput terms, Instant hour, List<UsageSum> usage) {
        var tokens = new TreeMap<UUID, BigInteger>();
        var dimensions = new TreeMap<UUID, UsageDimension>();
        for (UsageSum sum : usage) {
            tokens.merge(sum.dimension().id(), sum.tokens(), BigInteger::add);
            dimensions.put(sum.dimension().id(), sum.dimension());
        }
        // A correction that is accounted in another hour than its usage served nothing.
        List<BigInteger> weights = new ArrayList<>(tokens.values().stream()
                .map(served -> served.max(BigInteger.ZERO))
                .toList());
        weights.add(idleTokens(terms, weights.stream().reduce(BigInteger.ZERO, BigInteger::add)));

        List<BigInteger> shares = Apportionment.split(terms.hourPico(), weights);
        String prefix = "ptu/" + term.termId() + "/" + hour + "/";
        var charges = new ArrayList<Charge>();
        for (UsageDimension dimension : dimensions.values()) {
            charges.add(new Charge(
                    Charge.SOURCE,
                    prefix + dimension.id(),
                    dimension,
                    hour,
                    term.currency(),
                    shares.get(charges.size())));
        }
        charges.add(new Charge(
                Charge.IDLE_SOURCE, prefix + "idle", term.ownDimension(IDLE), hour, term.currency(), shares.getLast()));
        charges.removeIf(charge -> charge.amountPico().signum() == 0);
        return charges;
    }

    private static BigInteger idleTokens(ProvisionedThroughput terms, BigInteger served) {
        BigInteger capacity = terms.hourTokens();
        if (capacity != null) {
            return capacity.subtract(served).max(BigInteger.ZERO);
        }
        return served.signum() == 0 ? BigInteger.ONE : BigInteger.ZERO;
    }
}
