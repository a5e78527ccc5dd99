package io.tokenledger.sample;

/**
 * What must become of the records of a sample, counted while they are made and not by the ledger.
 *
 * @param priced events that are booked with a price
 * @param unpriced events that are booked and wait for a price
 * @param duplicates records that repeat an earlier one byte by byte
 * @param conflicts records with the identity of an earlier one and other counts
 * @param rejected records that cannot be used
 * @param inputTokens of the booked events, as are the counts behind it; cached ones included
 * @param outputTokens reasoning ones included
 */
public record SampleTotals(
        long priced,
        long unpriced,
        long duplicates,
        long conflicts,
        long rejected,
        long inputTokens,
        long cachedInputTokens,
        long outputTokens,
        long reasoningTokens) {

    /** Events that are in the ledger once. */
    public long booked() {
        return priced + unpriced;
    }

    /** Every record. */
    public long records() {
        return booked() + duplicates + conflicts + rejected;
    }
}
