package io.tokenledger.pricing.contract;

import io.tokenledger.pricing.contract.settlement.ChargeEntry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a settlement has booked for a tenant.
 *
 * @param entries appended ones; 0: the books were right before
 * @param amountsPico the sum of them by currency, in 1e-12; negative is a discount
 */
record Settled(String tenant, long entries, Map<String, BigInteger> amountsPico) {

    static Settled of(String tenant, List<List<ChargeEntry>> booked) {
        var entries = new ArrayList<ChargeEntry>();
        booked.forEach(entries::addAll);
        var amounts = new TreeMap<String, BigInteger>();
        for (ChargeEntry entry : entries) {
            amounts.merge(entry.charge().currency(), entry.charge().amountPico(), BigInteger::add);
        }
        return new Settled(tenant, entries.size(), amounts);
    }
}
