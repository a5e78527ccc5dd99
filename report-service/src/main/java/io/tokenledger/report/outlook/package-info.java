/**
 * Where usage and cost are heading: volumes of each model forecast, then priced by what the price book knows of the days to
 * come. Over the ledger for any filter and grouping, and for the end of every budget's period.
 */
@NullMarked
package io.tokenledger.report.outlook;

import org.jspecify.annotations.NullMarked;
