package io.tokenledger.report.whatif;

import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.report.catalog.ModelCatalog;
import io.tokenledger.report.catalog.ModelFacts;
import io.tokenledger.report.catalog.Support;
import io.tokenledger.report.problem.ReportError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Where the swaps of a question take each kind of usage. Pure. */
final class Destinations {
    private final List<Swap> swaps;
    private final PriceBook book;
    private final Matching matching;
    private final Rater rater;
    private final ModelCatalog catalog;
    private final Defaults defaults;
    private final Map<UsageKind, List<Destination>> known = new HashMap<>();

    Destinations(List<Swap> swaps, PriceBook book, Rater rater, ModelCatalog catalog, Defaults defaults) {
        this.swaps = swaps;
        this.book = book;
        this.matching = new Matching(book);
        this.rater = rater;
        this.catalog = catalog;
        this.defaults = defaults;
    }

    /** Of the swaps that match, in their order. */
    List<Destination> of(UsageKind kind) {
        return known.computeIfAbsent(kind, this::find);
    }

    private List<Destination> find(UsageKind kind) {
        List<Destination> found = new ArrayList<>();
        for (int i = 0; i < swaps.size(); i++) {
            if (matching.matches(kind, swaps.get(i))) {
                found.add(destination(i, kind));
            }
        }
        return List.copyOf(found);
    }

    private Destination destination(int index, UsageKind kind) {
        Swap swap = swaps.get(index);
        Target to = swap.to();
        String model = to.model() == null ? kind.model() : to.model();
        String provider = to.provider() == null ? provider(kind, model) : to.provider();
        boolean sameModel =
                matching.named(kind, provider, model).equals(matching.named(kind, kind.provider(), kind.model()));
        boolean sameThere = sameModel && provider.equals(kind.provider());
        String region = to.region() == null ? kind.region() : to.region();
        String tier = to.serviceTier() == null ? kind.serviceTier() : to.serviceTier();
        return new Destination(
                index,
                rater.buyer(kind.tenant()),
                provider,
                model,
                tier,
                region,
                sameThere,
                sameThere ? TargetFacts.NONE : facts(provider, model),
                defaults.estimates(new Defaults.Route(kind, swap, provider, model, sameModel)),
                swap);
    }

    /** Where nobody says which: the usage's own provider if it sells the model, else the model's home. */
    private String provider(UsageKind kind, String model) {
        if (model.equals(kind.model()) || book.modelNamed(kind.tenant(), kind.provider(), model) != null) {
            return kind.provider();
        }
        SortedSet<String> sellers = book.providersOf(model);
        String home = catalog.homeProvider(model);
        if (home != null && (sellers.isEmpty() || sellers.contains(home))) {
            return home;
        }
        if (sellers.size() == 1) {
            return sellers.first();
        }
        throw ReportError.MODEL_UNKNOWN.because(
                sellers.isEmpty()
                        ? "no provider has a price for a model named '" + model + "'"
                        : "model '" + model + "' is sold by " + String.join(", ", sellers)
                                + ": say which in to.provider");
    }

    private TargetFacts facts(String provider, String model) {
        ModelFacts facts = catalog.factsOf(provider, model);
        return facts == null
                ? TargetFacts.NONE
                : new TargetFacts(
                        facts.contextWindow(),
                        facts.maxInputTokens(),
                        facts.maxOutputTokens(),
                        known(facts.images()),
                        known(facts.audio()),
                        known(facts.tools()));
    }

    private static @Nullable Boolean known(Support support) {
        return switch (support) {
            case YES -> true;
            case NO -> false;
            case UNKNOWN -> null;
        };
    }
}
