package io.tokenledger.report.allocation;

import java.math.BigInteger;
import java.util.UUID;

/**
 * A part of a shared cost that one cost centre passes on to another. The transfers of a rule from one origin add up to the
 * origin's amount exactly.
 *
 * @param rule that asked for it
 * @param step its place in the order, from 1
 * @param origin what is shared: {@code unattributed}, {@code cost_center/<code>}, {@code charge/<service tier>},
 *     {@code item/<name>}
 * @param from code of who bore it
 * @param to code of who bears it
 * @param amountPico in 1e-12 of the currency of the books; negative where a credit is passed on
 * @param originPico what was shared by this rule from this bearer
 * @param weight of the receiver
 * @param totalWeight of all receivers; the amount is origin × weight / total weight, rounded so that nothing is lost
 */
public record Transfer(
        UUID rule,
        String ruleName,
        int step,
        String origin,
        Method method,
        String from,
        String to,
        BigInteger amountPico,
        BigInteger originPico,
        BigInteger weight,
        BigInteger totalWeight) {

    /** By what a shared cost is split. */
    public enum Method {
        DIRECT_COST,
        TOKENS,
        EVEN,
        FIXED_SHARES
    }
}
