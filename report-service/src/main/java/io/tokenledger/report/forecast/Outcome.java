package io.tokenledger.report.forecast;

/** What can be said of the steps to come. */
public sealed interface Outcome permits Forecast, TooShort {}
