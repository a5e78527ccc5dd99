package io.tokenledger.report.allocation;

import io.tokenledger.report.allocation.Origin.Part;
import io.tokenledger.report.directcost.DirectKind;
import io.tokenledger.report.directcost.DirectLine;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What every cost centre bears at one step, by where it comes from. */
final class Burden {
    private static final Part USAGE = new Part.Usage();
    private static final Part RECEIVED = new Part.Received();

    private final SortedMap<String, Map<Part, BigInteger>> partsByBearer = new TreeMap<>();

    private Burden() {}

    /** Before the first step; what is unpriced is in no part. */
    static Burden of(List<DirectLine> direct, List<ItemLine> items) {
        Burden burden = new Burden();
        for (DirectLine line : direct) {
            if (line.bookPico() != null) {
                boolean isCharge = line.key().kind() == DirectKind.CHARGE;
                burden.add(
                        line.key().attribution().costCenter(),
                        isCharge ? new Part.Charge(line.key().serviceTier()) : USAGE,
                        line.bookPico());
            }
        }
        for (ItemLine line : items) {
            burden.add(line.item().costCenter(), new Part.Item(line.item().name()), line.bookPico());
        }
        return burden;
    }

    /** By bearer, those that have a part of the origin. Their parts may come to zero together. */
    SortedMap<String, BigInteger> shared(Origin origin) {
        SortedMap<String, BigInteger> shared = new TreeMap<>();
        partsByBearer.forEach((bearer, parts) -> parts.forEach((part, amount) -> {
            if (origin.takes(bearer, part)) {
                shared.merge(bearer, amount, BigInteger::add);
            }
        }));
        return shared;
    }

    /** Takes all parts of the origin off its bearer. */
    void passOn(String bearer, Origin origin) {
        partsByBearer.getOrDefault(bearer, new HashMap<>()).keySet().removeIf(part -> origin.takes(bearer, part));
    }

    /** Puts upon a cost centre what was passed on to it. */
    void receive(String receiver, BigInteger amount) {
        add(receiver, RECEIVED, amount);
    }

    private void add(String bearer, Part part, BigInteger amount) {
        partsByBearer.computeIfAbsent(bearer, _ -> new HashMap<>()).merge(part, amount, BigInteger::add);
    }
}
