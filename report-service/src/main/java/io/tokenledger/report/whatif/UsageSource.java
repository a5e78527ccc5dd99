package io.tokenledger.report.whatif;

import io.tokenledger.report.whatif.Stretches.Cover;
import io.tokenledger.report.whatif.Stretches.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a part of a period is read from. */
sealed interface UsageSource {
    /**
     * Rows of the ledger's usage profile.
     *
     * @param hours what kind of bucket, as the ledger numbers them
     * @param starts of the buckets, in UTC
     */
    record Buckets(int hours, List<Instant> starts) implements UsageSource {}

    /** Single entries. */
    record Entries(List<Part> parts) implements UsageSource {}

    /** Whole months of UTC. */
    static UsageSource months(List<Instant> months) {
        return new Buckets(720, months);
    }

    /** All that a cover names. */
    static List<UsageSource> of(Cover cover) {
        List<UsageSource> sources = new ArrayList<>();
        if (!cover.days().isEmpty()) {
            sources.add(new Buckets(24, cover.days()));
        }
        if (!cover.hours().isEmpty()) {
            sources.add(new Buckets(1, cover.hours()));
        }
        if (!cover.rest().isEmpty()) {
            sources.add(new Entries(cover.rest()));
        }
        return sources;
    }
}
