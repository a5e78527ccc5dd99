package io.tokenledger.report.whatif;

import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.Filter;
import java.util.Objects;

/** Which usage a swap is about. A model matches by any name that the price book knows it by. Pure. */
record Matching(PriceBook book) {
    boolean matches(UsageKind kind, Swap swap) {
        return swap.from().stream().allMatch(filter -> matches(kind, filter));
    }

    private boolean matches(UsageKind kind, Filter filter) {
        Dimension dimension = filter.dimension();
        if (!kind.values().containsKey(dimension)) {
            return true; // only single entries hold it, and these are not asked for yet
        }
        String value = kind.value(dimension);
        if (value == null) {
            return filter.values().contains("");
        }
        if (filter.values().contains(value)) {
            return true;
        }
        return dimension == Attribute.MODEL
                && filter.values().stream()
                        .anyMatch(
                                name -> named(kind, kind.provider(), name).equals(named(kind, kind.provider(), value)));
    }

    /** What the price book calls a model of a provider; its own name where the book does not know it. */
    String named(UsageKind kind, String provider, String model) {
        return Objects.requireNonNullElse(book.modelNamed(kind.tenant(), provider, model), model);
    }
}
