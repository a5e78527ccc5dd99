package io.tokenledger.report.problem;

/** Who has to act on an error. */
public enum Blame {
    /** The request must change; the same again fails again. */
    CALLER,
    /** The request may be right; the same again may succeed later. */
    SERVICE
}
