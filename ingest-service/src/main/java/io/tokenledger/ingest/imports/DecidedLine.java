package io.tokenledger.ingest.imports;

import io.tokenledger.ingest.pipeline.Outcome;

/** A line and what became of it. */
public record DecidedLine(long line, Outcome outcome) {
    /** For the sender. */
    public LineVerdict verdict() {
        return LineVerdict.of(line, outcome);
    }
}
