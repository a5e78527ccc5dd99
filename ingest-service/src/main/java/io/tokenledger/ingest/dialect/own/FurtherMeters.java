package io.tokenledger.ingest.dialect.own;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code usage.meters}: what is used beside tokens, such as pages, seconds or sessions, by the names of the price book.
 * Any name will do: one that no price list has leaves the event unpriced, which is seen, and never free.
 */
final class FurtherMeters {
    private FurtherMeters() {}

    static Map<Meter, Long> read(JsonFields usage) throws Refusal {
        JsonFields named = usage.object("meters");
        if (named == null) {
            return Map.of();
        }
        var further = new TreeMap<Meter, Long>();
        for (var field : named.node().properties()) {
            long quantity = named.count(field.getKey());
            if (quantity > 0) {
                further.put(further(named, field.getKey()), quantity);
            }
        }
        if (further.size() > Meters.MOST_FURTHER) {
            throw new Refusal(
                    IngestError.COUNT_ABSURD,
                    named.path() + " has " + further.size() + " meters: at most " + Meters.MOST_FURTHER);
        }
        return further;
    }

    private static Meter further(JsonFields named, String name) throws Refusal {
        String shown = named.pathOf(SafeText.cleaned(name, SafeText.QUOTED_CHARS));
        Meter meter;
        try {
            meter = Meter.of(name);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    IngestError.METER_INVALID,
                    shown + ": the name of a meter has lower-case letters, digits and '_', at most 64");
        }
        if (meter.isBuiltIn()) {
            throw new Refusal(
                    IngestError.METER_INVALID,
                    shown + " has a field of its own in usage: meters holds what is beside the token totals");
        }
        return meter;
    }
}
