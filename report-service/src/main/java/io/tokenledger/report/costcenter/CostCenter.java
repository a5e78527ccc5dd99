package io.tokenledger.report.costcenter;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A cost centre as it is from one day to another.
 *
 * @param code by which it is known for all time
 * @param parent code of the one above it; null: it is the top of a tree
 * @param owner who answers for it
 * @param currency ISO 4217, of its statements; null: that of the books
 * @param glAccount that is debited; null: that of the books
 * @param view whether it is charged, or only shown
 * @param validFrom in the zone of the books
 * @param validUntil exclusive; null: until further notice
 */
public record CostCenter(
        String tenant,
        String code,
        String name,
        @Nullable String parent,
        @Nullable String owner,
        @Nullable String currency,
        @Nullable String glAccount,
        View view,
        LocalDate validFrom,
        @Nullable LocalDate validUntil) {

    /** What its statements are for. */
    public enum View {
        /** For information, at cost: nothing is marked up, and its journal is empty. */
        SHOWBACK,
        /** It is charged. */
        CHARGEBACK
    }
}
