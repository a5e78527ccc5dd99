package io.tokenledger.report.directcost;

import io.tokenledger.contract.Meter;
import io.tokenledger.report.prices.PriceHistory;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Entries of the ledger that are alike in everything that was asked for and were rated alike, added up.
 *
 * @param key what its cells say, too
 * @param sort of entry
 * @param state of the uplifts and discounts, {@link PriceHistory#UNKNOWN_STATE} where the entries do not say it
 * @param stretch of their validity
 * @param quantities of the meters that are not 0; may be negative
 * @param costPico 1e-12 of the currency; null: unpriced
 */
record EntryGroup(
        Key key,
        Sort sort,
        int state,
        int stretch,
        Map<Meter, Long> quantities,
        @Nullable BigInteger costPico) {

    /** What kind of entry it is to the one who pays. */
    enum Sort {
        /** Events, and what takes them out or books them again: has quantities. */
        EVENTS,
        CORRECTION,
        CHARGE;

        /** By the number that {@link MeterSql} gives it. */
        static Sort numbered(int number) {
            return switch (number) {
                case 0 -> EVENTS;
                case 1 -> CORRECTION;
                case 2 -> CHARGE;
                default -> throw new IllegalArgumentException("no sort of entry has the number " + number);
            };
        }
    }

    /** What is told apart. */
    record Key(
            UsageOrigin origin,
            Instant slice,
            LocalDate day,
            DirectKind kind,
            @Nullable String adjusts,
            @Nullable String reference,
            @Nullable Long priceId,
            String currency) {}

    String region() {
        return key.origin().region() == null ? "" : key.origin().region();
    }
}
