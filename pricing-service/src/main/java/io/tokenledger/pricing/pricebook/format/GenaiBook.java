package io.tokenledger.pricing.pricebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.pricing.pricebook.PriceFile;
import io.tokenledger.pricing.pricebook.PriceFile.RoundedPrice;
import io.tokenledger.pricing.pricebook.PriceKey;
import io.tokenledger.pricing.pricebook.PriceRow;
import io.tokenledger.pricing.rating.ModelName;
import io.tokenledger.pricing.rating.Rates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The models of a genai-prices file as price lists and names, in the order of the file, which decides between names. */
final class GenaiBook {
    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}][^\\p{Cntrl}]{0,199}");
    private static final int FIRST_RANK = 1_000;
    private static final String DOLLAR = "USD";
    private static final Set<String> USED = Set.of("id", "match", "prices");
    private static final Set<String> PROPERTIES =
            Set.of("name", "description", "context_window", "price_comments", "deprecated");

    private record Name(String provider, String name) {}

    private final FileContext context;
    private final NotUnderstoodKeys notUnderstood;
    private final Map<Name, String> modelByName = new HashMap<>();
    private final Set<Name> models = new HashSet<>();
    private int modelsRead;

    private final List<PriceRow> rows = new ArrayList<>();
    private final List<RoundedPrice> rounded = new ArrayList<>();
    private final List<PriceFile.ProviderFallback> fallbacks = new ArrayList<>();
    private final List<ModelName> names = new ArrayList<>();

    GenaiBook(FileContext context, NotUnderstoodKeys notUnderstood) {
        this.context = context;
        this.notUnderstood = notUnderstood;
    }

    void add(String provider, JsonNode model) {
        String id = model.path("id").asText();
        String key = provider + " " + id;
        int rank = FIRST_RANK + modelsRead++;
        model.fieldNames().forEachRemaining(name -> checkKey(name, key));
        if (!NAME.matcher(provider).matches() || !NAME.matcher(id).matches()) {
            notUnderstood.addSuspicious(
                    key, key, "not imported: provider and model need ids of at most 200 characters");
        } else if (!models.add(new Name(provider, id))) {
            notUnderstood.addSuspicious(
                    key, key, "not imported: the file has that model twice, and the first one counts");
        } else {
            try {
                addPrices(provider, id, model.path("prices"), rank, model.path("match"));
            } catch (UnusableModelException e) {
                notUnderstood.addSuspicious(key, key, "not imported: " + e.why());
            }
        }
    }

    private void checkKey(String name, String key) {
        if (PROPERTIES.contains(name)) {
            notUnderstood.add("model." + name, key, "a property of the model, no price");
        } else if (!USED.contains(name)) {
            notUnderstood.addSuspicious("model." + name, key, "unknown to this reader");
        }
    }

    private void addPrices(String provider, String id, JsonNode prices, int rank, JsonNode match)
            throws UnusableModelException {
        String key = provider + " " + id;
        var eras = GenaiTimeline.of(key, prices, context.validFrom(), notUnderstood);
        if (eras.stream().allMatch(era -> era.prices().isEmpty())) {
            notUnderstood.add(key, key, "no price in the file that the book has a meter for: left unpriced");
            return;
        }
        var pico = new PicoRates();
        var rowsHere = new ArrayList<PriceRow>();
        for (var era : eras) {
            if (era.prices().isEmpty() && !era.window().isAlways()) {
                throw new UnusableModelException("it has no price in the hours " + era.window());
            }
            for (long over : GenaiTimeline.thresholds(era, eras)) {
                Rates rates = pico.of(era.prices().over(over));
                if (rates.own().isEmpty()) {
                    continue; // no price at that time, which is not a price of nothing
                }
                rowsHere.add(new PriceRow(
                        0,
                        new PriceKey("", provider, id, LiteLlmKey.STANDARD, "", over, era.window()),
                        era.range(),
                        DOLLAR,
                        rates,
                        context.source(),
                        context.sourceDate()));
            }
        }
        rows.addAll(rowsHere);
        rounded.addAll(pico.rounded());
        addNames(provider, new GenaiNames(provider, id, rank, notUnderstood).of(match));
    }

    /** An exact name belongs to the first model that claims it, as in that library. */
    private void addNames(String provider, Set<ModelName> claimed) {
        for (ModelName name : claimed) {
            String first = name.syntax() == ModelName.Syntax.EXACT
                    ? modelByName.putIfAbsent(new Name(provider, name.name()), name.model())
                    : null;
            if (first == null) {
                names.add(name);
            } else if (!first.equals(name.model())) {
                notUnderstood.add(
                        "match.equals",
                        provider + " " + name.model() + ": " + name.name(),
                        "a name that an earlier model of the file has");
            }
        }
    }

    /** The providers whose prices apply where this one has none for a model. */
    void addFallbacks(String provider, List<String> others) {
        for (int place = 0; place < others.size(); place++) {
            fallbacks.add(new PriceFile.ProviderFallback(provider, others.get(place), place));
        }
    }

    PriceFile toFile() {
        names.removeIf(name ->
                name.syntax() == ModelName.Syntax.EXACT && models.contains(new Name(name.provider(), name.name())));
        return new PriceFile(
                List.copyOf(rows),
                List.copyOf(names),
                List.of(),
                List.copyOf(fallbacks),
                List.copyOf(rounded),
                notUnderstood.toList());
    }
}
