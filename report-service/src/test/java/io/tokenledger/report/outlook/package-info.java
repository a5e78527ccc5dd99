/** Forecasts over ledgers of which everything is known, beside amounts worked out from what the answer says of tokens. */
@NullMarked
package io.tokenledger.report.outlook;

import org.jspecify.annotations.NullMarked;
