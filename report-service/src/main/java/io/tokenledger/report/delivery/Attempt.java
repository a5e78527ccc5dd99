package io.tokenledger.report.delivery;

import io.tokenledger.report.delivery.sending.Outcome;
import java.time.Instant;

/**
 * One attempt, and what came of it.
 *
 * @param at when it began
 */
record Attempt(Instant at, long millis, Outcome outcome) {}
