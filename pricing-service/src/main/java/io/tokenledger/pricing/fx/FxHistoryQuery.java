package io.tokenledger.pricing.fx;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A question about the statements of a currency's rates.
 *
 * @param from the first day
 * @param to the day after the last
 * @param knownAt leaves out what was stated later
 * @param after where the page before ended
 * @param limit how many at most
 */
record FxHistoryQuery(String currency, LocalDate from, LocalDate to, Instant knownAt, FxCursor after, int limit) {}
