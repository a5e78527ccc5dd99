package io.tokenledger.report.recommendation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant allows, and since when.
 *
 * @param version how often it was stated; 0: never
 * @param author empty: not stated
 * @param statedAt null: never
 */
public record StatedConstraints(
        String tenant,
        long version,
        Constraints constraints,
        String author,
        String reason,
        @Nullable Instant statedAt) {
    static StatedConstraints none(String tenant) {
        return new StatedConstraints(tenant, 0, Constraints.NONE, "", "", null);
    }
}
