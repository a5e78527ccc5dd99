package io.tokenledger.report.allocation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a cost centre, and all below it, is charged beyond its cost, from a day on. Of several the first by position decides.
 *
 * @param version of the rule, from 1
 * @param percent at most 6 places; negative: a discount
 * @param counterpart code of the cost centre that is credited
 * @param validFrom in the zone of the books
 * @param validUntil exclusive; null: until further notice; the same day as {@code validFrom}: it ended on that day
 */
public record MarkupRule(
        String tenant,
        UUID id,
        int version,
        String name,
        int position,
        String costCenter,
        BigDecimal percent,
        Base base,
        String counterpart,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        String author,
        String reason,
        Instant writtenAt)
        implements DatedRule {

    /** Of what the percentage is. */
    public enum Base {
        /** Its direct cost: usage, adjustments and charges, without manual items. */
        DIRECT,
        /** All that it bears: direct cost and items, with what it received and without what it passed on. */
        TOTAL
    }
}
