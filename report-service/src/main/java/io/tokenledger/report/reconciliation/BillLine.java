package io.tokenledger.report.reconciliation;

/** What one place of a file came to. */
sealed interface BillLine {
    /** Where it stands: a line of CSV, the how manieth result of JSON; from 1. */
    long number();

    /**
     * A line of a bill.
     *
     * @param hasOwnName whether the vendor tells every line of a bill from every other, so that the same again is a repetition;
     *     else the same may stand in one file twice, and is meant twice
     */
    record Read(long number, VendorRow row, boolean hasOwnName) implements BillLine {}

    /** Something else than what models were used for. */
    record Skipped(long number, String why) implements BillLine {}

    /** Cannot be used. */
    record Faulty(long number, String fault) implements BillLine {}
}
