package io.tokenledger.report.reconciliation;

/** Why a line of a bill cannot be used: the value and the rule, for whoever sent it. */
final class BillFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    BillFault(String why) {
        super(why);
    }

    /** Told to the caller. */
    String why() {
        return String.valueOf(getMessage());
    }
}
