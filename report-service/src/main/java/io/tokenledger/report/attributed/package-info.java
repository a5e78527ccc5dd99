/** Sums that the ledger keeps beside usage, per attribution and quarter of an hour: how they are asked for and grouped. */
@NullMarked
package io.tokenledger.report.attributed;

import org.jspecify.annotations.NullMarked;
