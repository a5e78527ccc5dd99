package io.tokenledger.report.forecast;

/** How often an interval is to hold what comes. */
public enum Level {
    EIGHTY(0.80),
    NINETY_FIVE(0.95);

    private final double share;

    Level(double share) {
        this.share = share;
    }

    /** The share of what comes that is to lie within, between 0 and 1. */
    public double share() {
        return share;
    }
}
