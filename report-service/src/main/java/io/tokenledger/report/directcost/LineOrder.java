package io.tokenledger.report.directcost;

import java.util.Comparator;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The order of lines: by cost centre and rule, by what they come from, by who used what, by meter and price. */
final class LineOrder {
    static final Comparator<LineKey> LINES = Comparator.comparing(
                    (LineKey key) -> key.attribution().costCenter())
            .thenComparing(nullsFirst(key -> text(key.attribution().rule())))
            .thenComparing(LineKey::kind)
            .thenComparing(nullsFirst(LineKey::adjusts))
            .thenComparing(nullsFirst(LineKey::reference))
            .thenComparing(nullsFirst(LineKey::team))
            .thenComparing(nullsFirst(LineKey::project))
            .thenComparing(nullsFirst(LineKey::app))
            .thenComparing(nullsFirst(LineKey::environment))
            .thenComparing(LineKey::provider)
            .thenComparing(LineKey::model)
            .thenComparing(LineKey::serviceTier)
            .thenComparing(nullsFirst(LineKey::region))
            .thenComparing(LineKey::currency)
            .thenComparing(LineKey::meter)
            .thenComparing(nullsFirst(LineKey::priceId))
            .thenComparing(nullsFirst(LineKey::unitPricePico));

    private LineOrder() {}

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static <T extends Comparable<T>> Comparator<LineKey> nullsFirst(Function<LineKey, @Nullable T> value) {
        Comparator<@Nullable T> order = Comparator.nullsFirst(Comparator.naturalOrder());
        return (left, right) -> order.compare(value.apply(left), value.apply(right));
    }
}
