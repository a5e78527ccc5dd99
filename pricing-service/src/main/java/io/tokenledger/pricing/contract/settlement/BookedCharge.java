package io.tokenledger.pricing.contract.settlement;

/**
 * What the ledger holds of a charge.
 *
 * @param charge with the sum over its entries and the time of the last one
 * @param lastEntryNo its entries are numbered from 1
 */
public record BookedCharge(Charge charge, int lastEntryNo) {}
