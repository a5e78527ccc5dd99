package io.tokenledger.pricing.repricing;

import io.tokenledger.pricing.repricing.ScopePages.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a repricing has come.
 *
 * @param position the last event that was looked at; null: none yet
 * @param trouble why it does not come on at the moment; null: it does
 * @param finishedAt null: it is running
 */
record RepricingStatus(
        Repricing repricing,
        Counts counts,
        @Nullable Position position,
        @Nullable String trouble,
        @Nullable Instant finishedAt) {}
