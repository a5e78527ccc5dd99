package io.tokenledger.report.reconciliation;

/**
 * What a vendor's line is in our terms.
 *
 * @param model as the vendor names it, in the spelling of model ids; empty: of no model, such as searches of the web
 * @param meter of the ledger; {@link #CREDIT} and {@link #ROUNDING} stand for money of no usage
 * @param serviceTier of the ledger
 */
record LineMeaning(String model, String meter, String serviceTier) {
    /** Money that the vendor gives back. */
    static final String CREDIT = "credit";

    /** Money by which the vendor makes its own sums come out. */
    static final String ROUNDING = "rounding";

    /** Whether it stands for no usage. */
    boolean isMoneyAlone() {
        return meter.equals(CREDIT) || meter.equals(ROUNDING);
    }
}
