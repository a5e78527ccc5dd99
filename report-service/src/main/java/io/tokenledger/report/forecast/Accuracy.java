package io.tokenledger.report.forecast;

import java.util.OptionalDouble;

/**
 * How the method did on the series' own past: it was forecast from several origins, each time from what was before alone.
 * What is empty is not known: there was too little to try it on.
 *
 * @param origins from which the past was forecast; 0 where the history is too short for it
 * @param horizon steps that were forecast from each at most
 * @param mase mean absolute error over that of the seasonal naive method within the history (Hyndman and Koehler, "Another
 *     look at measures of forecast accuracy", International Journal of Forecasting 22, 2006): below 1 is better than that
 * @param smape symmetric mean absolute percentage error, in percent from 0 to 200, as the M4 competition defines it
 * @param coverage80 share of the past within the 80 % interval made from the other origins' errors
 * @param coverage95 the same of the 95 % interval
 */
public record Accuracy(
        int origins,
        int horizon,
        OptionalDouble mase,
        OptionalDouble smape,
        OptionalDouble coverage80,
        OptionalDouble coverage95) {
    public Accuracy {
        if (origins < 0 || horizon < 0) {
            throw new IllegalArgumentException(origins + " origins, horizon " + horizon + ": neither is negative");
        }
    }
}
