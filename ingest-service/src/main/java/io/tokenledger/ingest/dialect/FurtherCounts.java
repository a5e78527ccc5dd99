package io.tokenledger.ingest.dialect;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects what is billed beside the token totals, by the names of the price book. A name that no price list has
 * leaves the event unpriced, which is seen; left out it would be free.
 */
public final class FurtherCounts {
    private final JsonFields fields;
    private final TreeMap<Meter, Long> counts = new TreeMap<>();

    /**
     * None yet.
     *
     * @param fields where they stand, for the sender
     */
    public FurtherCounts(JsonFields fields) {
        this.fields = fields;
    }

    /** Adds to a meter; nothing where the quantity is 0. */
    public FurtherCounts add(String name, long quantity) throws Refusal {
        if (quantity > 0) {
            long before = counts.getOrDefault(meter(name), 0L);
            counts.put(meter(name), Counts.total(fields, before, quantity));
            if (counts.size() > Meters.MOST_FURTHER) {
                throw new Refusal(
                        IngestError.COUNT_ABSURD,
                        fields.path() + " has " + counts.size() + " further meters: at most " + Meters.MOST_FURTHER);
            }
        }
        return this;
    }

    private Meter meter(String name) throws Refusal {
        try {
            Meter meter = Meter.of(name);
            if (!meter.isBuiltIn()) {
                return meter;
            }
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    IngestError.METER_INVALID,
                    fields.path() + " has " + SafeText.quoted(name)
                            + ", which is no name of a meter: lower-case letters, digits and '_', at most 64");
        }
        throw new Refusal(
                IngestError.METER_INVALID, fields.path() + " has " + SafeText.quoted(name) + ", a meter of the totals");
    }

    /** All that was added, none of it 0. */
    public Map<Meter, Long> map() {
        return counts;
    }
}
