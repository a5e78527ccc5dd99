/** The question that chargeback and time series share: a period, dimensions, filters; its SQL and its answer. */
@NullMarked
package io.tokenledger.report.usage;

import org.jspecify.annotations.NullMarked;
