/**
 * What steps to come will bring, judged by the steps that were: {@link io.tokenledger.report.forecast.Forecaster}. Pure. Doubles:
 * a forecast is a statistic; what was used, and what it cost, never comes from here.
 */
@NullMarked
package io.tokenledger.report.forecast;

import org.jspecify.annotations.NullMarked;
