package io.tokenledger.report.whatif;

import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses names of models that nobody knows: a misspelt one must not look like nothing to save. Pure. */
final class ModelsAsked {
    private final PriceBook book;
    private final List<UsageKind> kinds;

    ModelsAsked(PriceBook book, List<UsageKind> kinds) {
        this.book = book;
        this.kinds = kinds;
    }

    void check(List<Swap> swaps) {
        for (int i = 0; i < swaps.size(); i++) {
            String place = "swaps[" + i + "]";
            for (Filter filter : swaps.get(i).from()) {
                if (filter.dimension() == Attribute.MODEL) {
                    filter.values().forEach(model -> source(place, model));
                }
            }
            target(place, swaps.get(i).to());
        }
    }

    private void source(String place, String model) {
        if (!model.isEmpty() && kinds.stream().noneMatch(kind -> kind.model().equals(model)) && !isSold(null, model)) {
            throw ReportError.MODEL_UNKNOWN.because(
                    place + ".from.model '" + model + "' is in no usage, and no provider has a price for it");
        }
    }

    private void target(String place, Target to) {
        if (to.model() != null && !isSold(to.provider(), to.model())) {
            throw ReportError.MODEL_UNKNOWN.because(place + ".to.model '" + to.model() + "' has no price of "
                    + (to.provider() == null ? "any provider" : "provider '" + to.provider() + "'"));
        }
    }

    /** For everybody, or for a tenant whose usage is asked for. */
    private boolean isSold(@Nullable String provider, String model) {
        if (provider == null) {
            return !book.providersOf(model).isEmpty()
                    || kinds.stream().anyMatch(kind -> book.modelNamed(kind.tenant(), kind.provider(), model) != null);
        }
        return book.modelNamed(PriceBook.LIST, provider, model) != null
                || kinds.stream()
                        .map(UsageKind::tenant)
                        .distinct()
                        .anyMatch(tenant -> book.modelNamed(tenant, provider, model) != null);
    }
}
