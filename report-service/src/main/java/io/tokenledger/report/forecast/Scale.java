package io.tokenledger.report.forecast;

/** What a method adds up: amounts, or their logarithms, in which a rhythm that grows with the level is always the same. */
enum Scale {
    PLAIN,
    /** Only for series without a zero. */
    LOG;

    /** Above it an exponential is no number to go on with. */
    private static final double LARGEST_EXPONENT = 300;

    static boolean allPositive(double[] values) {
        for (double value : values) {
            if (value <= 0) {
                return false;
            }
        }
        return true;
    }

    double[] apply(double[] values) {
        double[] scaled = values.clone();
        if (this == LOG) {
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = Math.log(scaled[i]);
            }
        }
        return scaled;
    }

    double[] invert(double[] scaled) {
        if (this == LOG) {
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = Math.exp(Math.min(scaled[i], LARGEST_EXPONENT));
            }
        }
        return scaled;
    }
}
