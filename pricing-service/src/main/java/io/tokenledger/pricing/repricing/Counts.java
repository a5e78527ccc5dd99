package io.tokenledger.pricing.repricing;

import io.tokenledger.pricing.ledger.EntryAmount;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** What a repricing has come to so far; a dry run and an application count the same. */
final class Counts {
    long seen;
    long changed;
    long priced;
    long kept;
    long newer;
    long entries;
    /** By currency, in 1e-12 of it. */
    final Map<String, BigInteger> differences = new TreeMap<>();

    void add(Decision decision) {
        seen++;
        entries += decision.rows().size();
        switch (decision.outcome()) {
            case SAME -> {}
            case KEPT -> kept++;
            case NEWER -> newer++;
            case PRICED -> {
                changed++;
                priced++;
            }
            case CORRECTED, MOVED -> changed++;
        }
        if (decision.changes()) {
            add(decision.before().negated());
            add(decision.after());
        }
    }

    private void add(EntryAmount amount) {
        if (amount instanceof EntryAmount.Known known) {
            differences.merge(known.currency(), known.costPico(), BigInteger::add);
        }
    }
}
