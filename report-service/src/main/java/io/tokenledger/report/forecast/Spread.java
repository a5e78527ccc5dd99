package io.tokenledger.report.forecast;

/** How far what comes may be off what is expected. */
interface Spread {
    /** Half the width of the interval of the sum of the steps from one, included, to another, excluded. */
    double width(Level level, int fromStep, int toStep);
}
