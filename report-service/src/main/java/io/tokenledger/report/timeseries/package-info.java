/** The same selection as chargeback, cut into hours, days, weeks or months. */
@NullMarked
package io.tokenledger.report.timeseries;

import org.jspecify.annotations.NullMarked;
