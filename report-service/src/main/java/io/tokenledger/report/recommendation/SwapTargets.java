package io.tokenledger.report.recommendation;

import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.report.catalog.ModelCatalog;
import io.tokenledger.report.catalog.ModelFacts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The models that an app could use instead: known to the catalog, released, and for sale by a provider that is allowed. Pure. */
final class SwapTargets {
    /** A model and who sells it. */
    record Offer(String provider, String model) {}

    private final PriceBook book;
    private final ModelCatalog catalog;
    private final Constraints constraints;
    private final String tenant;
    private final LocalDate today;

    SwapTargets(PriceBook book, ModelCatalog catalog, Constraints constraints, String tenant, LocalDate today) {
        this.book = book;
        this.catalog = catalog;
        this.constraints = constraints;
        this.tenant = tenant;
        this.today = today;
    }

    /** Each model once, and not the source's own. */
    List<Offer> of(Source source) {
        Set<Offer> offers = new LinkedHashSet<>();
        String own = catalog.canonicalName(source.model());
        for (ModelFacts facts : catalog.models()) {
            if (isReleased(facts) && !facts.model().equals(own)) {
                Offer offer = offer(source, facts);
                if (offer != null && !offer.model().equals(source.model())) {
                    offers.add(offer);
                }
            }
        }
        return List.copyOf(offers);
    }

    private boolean isReleased(ModelFacts facts) {
        return facts.released() == null || !facts.released().isAfter(today);
    }

    /** By the source's own provider if it sells the model, else by its home, else by another that the tenant named. */
    private @Nullable Offer offer(Source source, ModelFacts facts) {
        List<String> providers = new ArrayList<>(List.of(source.provider(), facts.provider()));
        providers.addAll(constraints.allowedProviders());
        for (String provider : providers) {
            String model = book.modelNamed(tenant, provider, facts.model());
            if (model != null && constraints.allowsProvider(provider)) {
                return new Offer(provider, model);
            }
        }
        return null;
    }
}
