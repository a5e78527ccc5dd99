package io.tokenledger.report.forecast;

/** A way of going on with a series. Stateless. */
interface Method {
    /** As answers name it. */
    String id();

    /** Steps of history without which it says nothing. */
    int least();

    /** Whether it counts as much as the plainest method where the history is too short to try it. */
    default boolean countsUntried() {
        return false;
    }

    /**
     * What the next steps bring; it may be negative, which whoever asks cuts off.
     *
     * @param values without a gap, at least {@link #least()} of them
     */
    double[] forecast(double[] values, int steps);
}
