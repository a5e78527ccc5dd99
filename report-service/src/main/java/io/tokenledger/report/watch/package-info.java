/**
 * Keeps what every budget has come to, exactly and in seconds, from the ledger's journal of changes; finds the thresholds
 * that are crossed, and says how a budget stands.
 */
@NullMarked
package io.tokenledger.report.watch;

import org.jspecify.annotations.NullMarked;
