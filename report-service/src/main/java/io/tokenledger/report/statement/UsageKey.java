package io.tokenledger.report.statement;

import io.tokenledger.report.directcost.LineKey;
import java.math.BigInteger;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What usage is summed up by on a statement: fewer things than direct costs know. As in {@link LineKey}; null: not said.
 *
 * @param unpriced apart from what is priced: its cost is not known
 */
record UsageKey(
        @Nullable String team,
        @Nullable String app,
        String provider,
        String model,
        String serviceTier,
        String meter,
        @Nullable BigInteger unitPricePico,
        String currency,
        @Nullable String adjusts,
        @Nullable String reference,
        boolean unpriced)
        implements Comparable<UsageKey> {
    private static final Comparator<@Nullable String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<UsageKey> ORDER = Comparator.comparing(UsageKey::adjusts, TEXT)
            .thenComparing(UsageKey::reference, TEXT)
            .thenComparing(UsageKey::team, TEXT)
            .thenComparing(UsageKey::app, TEXT)
            .thenComparing(UsageKey::provider)
            .thenComparing(UsageKey::model)
            .thenComparing(UsageKey::serviceTier)
            .thenComparing(UsageKey::meter)
            .thenComparing(UsageKey::currency)
            .thenComparing(UsageKey::unitPricePico, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(UsageKey::unpriced);

    static UsageKey of(LineKey key, boolean unpriced) {
        return new UsageKey(
                key.team(),
                key.app(),
                key.provider(),
                key.model(),
                key.serviceTier(),
                key.meter(),
                key.unitPricePico(),
                key.currency(),
                key.adjusts(),
                key.reference(),
                unpriced);
    }

    @Override
    public int compareTo(UsageKey other) {
        return ORDER.compare(this, other);
    }
}
