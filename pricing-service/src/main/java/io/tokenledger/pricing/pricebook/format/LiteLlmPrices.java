package io.tokenledger.pricing.pricebook.format;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.pricebook.PriceFile;
import io.tokenledger.pricing.rating.Rates;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * LiteLLM's {@code model_prices_and_context_window.json}: an object with an entry per model, prices in US dollars per
 * unit. The rules are in {@code docs/price-imports.md}. Pure.
 */
public final class LiteLlmPrices {
    private static final Set<String> NO_MODELS = Set.of("sample_spec", "fallback_generalizations");
    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}][^\\p{Cntrl}]{0,199}");

    /** Dearer than any known model, $1000 for a million tokens: it is taken as written, and a person should look. */
    private static final BigDecimal DEAR_TOKEN = new BigDecimal("0.001");

    private final LiteLlmBook book;
    private final NotUnderstoodKeys notUnderstood = new NotUnderstoodKeys();

    private LiteLlmPrices(FileContext context) {
        this.book = new LiteLlmBook(context, notUnderstood);
    }

    /** Reads a whole file, model by model; throws {@code PriceFileException} where it is no JSON or no such file. */
    public static PriceFile read(InputStream file, FileContext context) {
        var prices = new LiteLlmPrices(context);
        ForeignJson.read(file, json -> {
            ForeignJson.expect(json, json.nextToken(), JsonToken.START_OBJECT, "an object with an entry per model");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                prices.readModel(key, ForeignJson.tree(json));
            }
        });
        return prices.book.toFile();
    }

    private void readModel(String key, JsonNode entry) {
        if (NO_MODELS.contains(key)) {
            notUnderstood.add(key, key, "no model: a specimen, or rules for names");
        } else if (!entry.isObject() || !NAME.matcher(key).matches()) {
            notUnderstood.addSuspicious(
                    key, key, "no model: a name of at most 200 characters and an object of its keys");
        } else if (!NAME.matcher(entry.path("litellm_provider").asText()).matches()) {
            notUnderstood.addSuspicious(key, key, "it has no litellm_provider, so its prices are nobody's");
        } else {
            try {
                readPrices(key, entry);
            } catch (UnusableModelException e) {
                notUnderstood.addSuspicious(key, key, "not imported: " + e.why());
            }
        }
    }

    private void readPrices(String key, JsonNode entry) throws UnusableModelException {
        String litellmProvider = entry.path("litellm_provider").asText();
        String provider = LiteLlmProvider.ours(litellmProvider);
        boolean inclusive = LiteLlmProvider.thresholdsAreInclusive(provider);
        LiteLlmModel model = LiteLlmModel.of(key, entry, inclusive, notUnderstood);
        ListKey zeros = model.listOfZeros();
        if (!model.hasPrices()) {
            notUnderstood.add(key, key, "no price in the file that the book has a meter for: left unpriced");
        } else if (zeros != null) {
            notUnderstood.addSuspicious(
                    key,
                    key,
                    "every price of its " + zeros.tier() + " list is zero, which may mean free or not known:"
                            + " needs a choice, left unpriced");
        } else {
            Map<ListKey, Map<Meter, StatedPrice>> stated = model.lists();
            var pico = new PicoRates();
            var lists = new TreeMap<ListKey, Rates>();
            for (var list : stated.entrySet()) {
                lists.put(list.getKey(), pico.of(list.getValue()));
            }
            if (stated.values().stream().anyMatch(LiteLlmPrices::hasDearTokens)) {
                notUnderstood.addSuspicious(
                        key, key, "imported as written, but over $1000 for a million tokens: is the unit right?");
            }
            book.add(new LiteLlmBook.Entry(
                    key,
                    provider,
                    LiteLlmProvider.model(litellmProvider, key),
                    lists,
                    model.upliftMillionths(),
                    List.copyOf(pico.rounded())));
        }
    }

    private static boolean hasDearTokens(Map<Meter, StatedPrice> list) {
        return list.entrySet().stream()
                .anyMatch(price -> LiteLlmKey.isToken(price.getKey())
                        && price.getValue().price().compareTo(DEAR_TOKEN) > 0);
    }
}
