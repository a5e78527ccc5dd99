package io.tokenledger.ingest.metrics;

import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.rejection.IngestError;
import java.util.EnumMap;
import java.util.Map;

/** Outcomes of one batch, added up while it is sent. Of one thread. */
public final class Tally {
    private final Map<IngestError, Integer> rejectedByCode = new EnumMap<>(IngestError.class);
    private int accepted;
    private int rejected;

    public void add(Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted _ -> accepted++;
            case Outcome.Rejected refused -> {
                rejected++;
                rejectedByCode.merge(refused.error(), 1, Integer::sum);
            }
        }
    }

    public int accepted() {
        return accepted;
    }

    public int rejected() {
        return rejected;
    }

    public Map<IngestError, Integer> rejectedByCode() {
        return rejectedByCode;
    }
}
