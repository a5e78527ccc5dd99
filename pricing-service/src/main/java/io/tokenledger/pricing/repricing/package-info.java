/**
 * What is learnt after the booking: prices that arrive late, and prices that were wrong. The ledger is only added to;
 * every event is rated again by a version of the price book, and what differs becomes entries.
 */
@NullMarked
package io.tokenledger.pricing.repricing;

import org.jspecify.annotations.NullMarked;
