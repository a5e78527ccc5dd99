package io.tokenledger.report.watch;

import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;

/** Knows what has been reserved of a budget and is not booked yet. */
public interface Commitments {
    /** Reserved together, at that moment; what has expired is not in it. Asked with every status: keys only. */
    Committed of(String tenant, UUID budget, Instant now);

    /**
     * What is reserved.
     *
     * @param pico 1e-12 of the budget's currency; zero of a budget of tokens
     * @param tokens input and output
     */
    record Committed(BigInteger pico, long tokens) {}
}
