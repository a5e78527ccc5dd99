package io.tokenledger.pricing.contract.settlement;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/**
 * An entry that the ledger lacks.
 *
 * @param charge with the amount of this entry, not of the whole charge
 * @param entryNo counts the entries of the charge from 1
 */
public record ChargeEntry(Charge charge, int entryNo) {
    private record Key(String source, String id) {
        static Key of(Charge charge) {
            return new Key(charge.source(), charge.id());
        }
    }

    /**
     * The entries that make the books say what they should: the differences, and nothing where there is none. What is
     * booked and not charged any more is taken back where it stands.
     */
    public static List<ChargeEntry> missing(Collection<Charge> targets, Collection<BookedCharge> booked) {
        var left = HashMap.<Key, BookedCharge>newHashMap(booked.size());
        booked.forEach(before -> left.put(Key.of(before.charge()), before));
        var entries = new ArrayList<ChargeEntry>();
        for (Charge target : targets) {
            BookedCharge before = left.remove(Key.of(target));
            if (before == null) {
                entries.add(new ChargeEntry(target, 1));
            } else {
                BigInteger more = target.amountPico().subtract(before.charge().amountPico());
                entries.add(entry(target, more, target.occurredAt(), before.lastEntryNo() + 1));
            }
        }
        for (BookedCharge gone : left.values()) {
            Charge charge = gone.charge();
            entries.add(entry(charge, charge.amountPico().negate(), charge.occurredAt(), gone.lastEntryNo() + 1));
        }
        entries.removeIf(entry -> entry.charge().amountPico().signum() == 0);
        return entries;
    }

    private static ChargeEntry entry(Charge charge, BigInteger amountPico, Instant occurredAt, int entryNo) {
        return new ChargeEntry(
                new Charge(charge.source(), charge.id(), charge.dimension(), occurredAt, charge.currency(), amountPico),
                entryNo);
    }
}
