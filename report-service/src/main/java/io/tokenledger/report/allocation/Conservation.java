package io.tokenledger.report.allocation;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** Refuses results in which an amount was lost or made. What fails here is a mistake of this service. */
final class Conservation {
    private Conservation() {}

    private record Pool(int step, String from) {}

    /**
     * Every pool is split whole, and all charges together are what the ledger and the items hold.
     *
     * @throws IllegalStateException where they are not
     */
    static void check(PeriodCosts costs) {
        Map<Pool, BigInteger> left = new HashMap<>();
        for (Transfer each : costs.transfers()) {
            left.putIfAbsent(new Pool(each.step(), each.from()), each.originPico());
            left.merge(new Pool(each.step(), each.from()), each.amountPico().negate(), BigInteger::add);
        }
        left.forEach((pool, rest) -> {
            if (rest.signum() != 0) {
                throw new IllegalStateException(
                        "step " + pool.step() + " leaves " + rest + " pico of what " + pool.from() + " passes on");
            }
        });
        BigInteger charged =
                costs.balances().values().stream().map(Balance::charge).reduce(BigInteger.ZERO, BigInteger::add);
        if (!charged.equals(costs.total())) {
            throw new IllegalStateException("charges of " + costs.period().id() + " add up to " + charged
                    + " pico, the ledger and the items to " + costs.total());
        }
    }
}
