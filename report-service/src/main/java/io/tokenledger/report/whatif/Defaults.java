package io.tokenledger.report.whatif;

import io.tokenledger.report.catalog.ModelCatalog;
import io.tokenledger.report.catalog.TokenizerRatio;
import io.tokenledger.report.whatif.Estimate.Origin;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is assumed where the asker sets nothing: what the tenant's own usage of both models says, else what is known of
 * the models, else that nothing changes, with a range that says how little that is. Pure.
 */
final class Defaults {
    private static final int PLACES = 6;
    private static final BigDecimal FEWER_WORDS = new BigDecimal("0.8");
    private static final BigDecimal MORE_WORDS = new BigDecimal("1.25");

    private final ModelCatalog catalog;
    private final OwnUsage own;

    Defaults(ModelCatalog catalog, OwnUsage own) {
        this.catalog = catalog;
        this.own = own;
    }

    /** A kind of usage on its way to a model. */
    record Route(UsageKind kind, Swap swap, String provider, String model, boolean sameModel) {
        /** At which effort it runs there; null: at none that was stated. */
        @Nullable
        String effort() {
            String to = swap.to().reasoningEffort();
            return to == null ? kind.reasoningEffort() : to;
        }

        boolean sameEffort() {
            String to = swap.to().reasoningEffort();
            return to == null || to.equals(kind.reasoningEffort());
        }

        boolean sameProvider() {
            return provider.equals(kind.provider());
        }
    }

    /** One for every assumption. */
    Map<Assumption, Estimate> estimates(Route route) {
        Map<Assumption, Estimate> estimates = new EnumMap<>(Assumption.class);
        for (Assumption assumption : Assumption.values()) {
            Estimate set = route.swap().set().get(assumption);
            estimates.put(assumption, set != null ? set : estimate(assumption, route));
        }
        return estimates;
    }

    private Estimate estimate(Assumption assumption, Route route) {
        return switch (assumption) {
            case INPUT_TOKEN_RATIO -> input(route);
            case OUTPUT_TOKEN_RATIO -> output(route);
            case REASONING_TOKEN_RATIO -> reasoning(route);
            case CACHE_KEPT -> cache(route);
        };
    }

    private Estimate input(Route route) {
        if (route.sameModel()) {
            return same("the same model");
        }
        TokenizerRatio ratio = catalog.tokenizerRatio(route.kind().model(), route.model());
        return new Estimate(
                ratio.low(),
                ratio.expected(),
                ratio.high(),
                ratio.measured() ? Origin.MEASURED : Origin.DEFAULT,
                ratio.source());
    }

    private Estimate output(Route route) {
        if (route.sameModel() && route.sameEffort()) {
            return same("the same model");
        }
        Estimate measured = own.outputRatio(pair(route));
        if (measured != null) {
            return measured;
        }
        if (route.sameModel()) {
            return same("the same model says the same at another effort");
        }
        Estimate tokenizer = input(route);
        return new Estimate(
                rounded(tokenizer.low().multiply(FEWER_WORDS)),
                tokenizer.expected(),
                rounded(tokenizer.high().multiply(MORE_WORDS)),
                Origin.DEFAULT,
                "not measured: as many words, a fifth fewer to a quarter more; tokenizers: " + tokenizer.source());
    }

    private Estimate reasoning(Route route) {
        if (route.sameModel() && route.sameEffort()) {
            return same("the same model");
        }
        Estimate measured = own.reasoningRatio(pair(route));
        if (measured != null) {
            return measured;
        }
        if (!route.sameEffort()) {
            return Efforts.reasoningRatio(
                    route.kind().reasoningEffort(), route.swap().to().reasoningEffort());
        }
        return new Estimate(
                new BigDecimal("0.5"),
                BigDecimal.ONE,
                new BigDecimal(2),
                Origin.DEFAULT,
                "not measured: as much reasoning, half to twice as much");
    }

    private static Estimate cache(Route route) {
        if (route.sameProvider()) {
            return same("the same provider's cache");
        }
        return new Estimate(
                BigDecimal.ZERO,
                BigDecimal.ONE,
                BigDecimal.ONE,
                Origin.DEFAULT,
                "not measured: another provider's cache serves as much, or nothing");
    }

    private OwnUsage.Pair pair(Route route) {
        return new OwnUsage.Pair(
                route.kind().tenant(),
                catalog.canonicalName(route.kind().model()),
                route.kind().reasoningEffort(),
                catalog.canonicalName(route.model()),
                route.effort());
    }

    private static Estimate same(String source) {
        return Estimate.exactly(BigDecimal.ONE, Origin.DEFAULT, source);
    }

    private static BigDecimal rounded(BigDecimal ratio) {
        return ratio.setScale(PLACES, RoundingMode.HALF_EVEN);
    }
}
