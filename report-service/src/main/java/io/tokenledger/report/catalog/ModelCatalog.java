package io.tokenledger.report.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of models at one moment. Immutable and pure. */
public final class ModelCatalog {
    private final long version;
    private final List<ModelFacts> models;
    private final Map<String, ModelNames> namesByProvider = new HashMap<>();
    private final List<TokenizerRatio> ratios;

    /**
     * A catalog of the statements that count, one per model and one per pair of families.
     *
     * @param version counts up with every change of the facts
     * @param models in the order in which the models were first stated: where several providers have one, the first is
     *     its home
     */
    public ModelCatalog(long version, List<ModelFacts> models, Collection<TokenizerRatio> ratios) {
        this.version = version;
        this.models = List.copyOf(models);
        this.ratios = List.copyOf(ratios);
        for (ModelFacts facts : this.models) {
            namesByProvider
                    .computeIfAbsent(facts.provider(), _ -> new ModelNames())
                    .add(facts);
        }
    }

    public long version() {
        return version;
    }

    /** All models, by provider and name. */
    public List<ModelFacts> models() {
        return models.stream()
                .sorted(Comparator.comparing(ModelFacts::provider).thenComparing(ModelFacts::model))
                .toList();
    }

    /** The ratios between families as they were stated. */
    public List<TokenizerRatio> ratios() {
        return ratios;
    }

    /**
     * What a model can do, by any of its names: as stated, an alias, a dated snapshot. Where the provider is none that the
     * catalog knows the model of, a reseller for instance, the facts are those of its home; their
     * {@link ModelFacts#provider()} tells. Null: not known.
     */
    public @Nullable ModelFacts factsOf(String provider, String model) {
        ModelNames names = namesByProvider.get(provider);
        ModelFacts own = names == null ? null : names.find(model);
        return own != null ? own : homeFacts(model);
    }

    /** The provider whose own model it is; null where none is known. */
    public @Nullable String homeProvider(String model) {
        ModelFacts facts = homeFacts(model);
        return facts == null ? null : facts.provider();
    }

    /** The name that the catalog knows a model by; the name itself where it is not known. */
    public String canonicalName(String model) {
        ModelFacts facts = homeFacts(model);
        return facts == null ? model : facts.model();
    }

    private @Nullable ModelFacts homeFacts(String model) {
        return namesByProvider.values().stream()
                .map(names -> names.find(model))
                .filter(Objects::nonNull)
                .min(Comparator.comparingInt(models::indexOf))
                .orElse(null);
    }

    /**
     * Tokens that a text has on one model for one token that it has on another. Where nobody knows, a default with a wide
     * range, which says so.
     *
     * @throws IllegalStateException where not even a default was stated, which the product brings along
     */
    public TokenizerRatio tokenizerRatio(String fromModel, String toModel) {
        ModelFacts from = homeFacts(fromModel);
        ModelFacts to = homeFacts(toModel);
        String fromFamily = from == null ? null : from.tokenizer();
        String toFamily = to == null ? null : to.tokenizer();
        if (from != null && fromFamily != null && fromFamily.equals(toFamily)) {
            return TokenizerRatio.same(fromFamily, from.sourceDate());
        }
        TokenizerRatio stated = fromFamily == null || toFamily == null ? null : ratio(fromFamily, toFamily);
        if (stated != null) {
            return stated;
        }
        TokenizerRatio otherwise = ratio(TokenizerRatio.ANY, TokenizerRatio.ANY);
        if (otherwise == null) {
            throw new IllegalStateException("no default ratio between tokenizers was stated");
        }
        return otherwise;
    }

    private @Nullable TokenizerRatio ratio(String fromFamily, String toFamily) {
        TokenizerRatio other = null;
        for (TokenizerRatio ratio : ratios) {
            if (ratio.fromFamily().equals(fromFamily) && ratio.toFamily().equals(toFamily)) {
                return ratio;
            }
            if (ratio.fromFamily().equals(toFamily) && ratio.toFamily().equals(fromFamily)) {
                other = ratio.turnedRound();
            }
        }
        return other;
    }
}
