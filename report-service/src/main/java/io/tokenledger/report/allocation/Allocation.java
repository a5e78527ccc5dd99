package io.tokenledger.report.allocation;

import io.tokenledger.report.directcost.DirectLine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * Shared cost, passed on step by step. Nothing is lost or made: the transfers of a step from one bearer add up to what it bore
 * of the origin. What a step has moved is gone from its bearer: no later origin finds it there again. Pure.
 *
 * @param transfers by step, then by bearer, then by receiver
 * @param leftovers what could not be split, by step and bearer
 */
public record Allocation(List<Transfer> transfers, List<Leftover> leftovers) {

    /**
     * Takes the steps in the order of the rules.
     *
     * @param rules in force, in any order
     */
    public static Allocation of(
            Centers centers, List<DirectLine> direct, List<ItemLine> items, List<AllocationRule> rules) {
        Burden burden = Burden.of(direct, items);
        Receivers receivers = new Receivers(centers, Weights.of(direct));
        List<Transfer> transfers = new ArrayList<>();
        List<Leftover> leftovers = new ArrayList<>();
        int step = 0;
        for (AllocationRule rule : Versions.inOrder(rules)) {
            step++;
            for (Map.Entry<String, BigInteger> share :
                    burden.shared(rule.origin()).entrySet()) {
                String bearer = share.getKey();
                BigInteger amount = share.getValue();
                SortedMap<String, BigInteger> weights = receivers.weights(rule, bearer);
                if (!weights.isEmpty()) {
                    burden.passOn(bearer, rule.origin());
                    transfers.addAll(split(rule, step, bearer, amount, weights));
                } else if (amount.signum() != 0) {
                    leftovers.add(new Leftover(
                            rule.id(), rule.name(), step, rule.origin().text(), bearer, amount));
                }
            }
            transfers.stream().filter(last(step)).forEach(each -> burden.receive(each.to(), each.amountPico()));
        }
        return new Allocation(List.copyOf(transfers), List.copyOf(leftovers));
    }

    private static Predicate<Transfer> last(int step) {
        return transfer -> transfer.step() == step;
    }

    private static List<Transfer> split(
            AllocationRule rule, int step, String bearer, BigInteger amount, SortedMap<String, BigInteger> weights) {
        if (amount.signum() == 0) {
            return List.of();
        }
        BigInteger total = weights.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        List<Transfer> transfers = new ArrayList<>();
        SortedMap<String, BigInteger> parts = LargestRemainder.split(amount, weights);
        weights.forEach((receiver, weight) -> transfers.add(new Transfer(
                rule.id(),
                rule.name(),
                step,
                rule.origin().text(),
                rule.method(),
                bearer,
                receiver,
                parts.getOrDefault(receiver, BigInteger.ZERO),
                amount,
                weight,
                total)));
        return transfers;
    }
}
