package io.tokenledger.pricing.pricebook.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.pricing.pricebook.PriceFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The price data of genai-prices (v2, and the older form whose conditions have a {@code type}): a list of providers with
 * their models, prices in US dollars. The rules are in {@code docs/price-imports.md}. Pure.
 */
public final class GenaiPrices {
    private static final String TEXT = "a text for people";
    private static final String ROUTING = "how that library finds the provider of a call; our events name it";
    private static final Map<String, String> OF_PROVIDERS = Map.of(
            "name", TEXT,
            "description", TEXT,
            "price_comments", TEXT,
            "pricing_urls", "where the prices stand, for people",
            "api_pattern", ROUTING,
            "provider_match", ROUTING,
            "model_match", ROUTING,
            "extractors", "how that library reads usage from a response; ours is read at the door");

    private final GenaiBook book;
    private final NotUnderstoodKeys notUnderstood = new NotUnderstoodKeys();

    private GenaiPrices(FileContext context) {
        this.book = new GenaiBook(context, notUnderstood);
    }

    /** Reads a whole file, model by model; throws {@code PriceFileException} where it is no JSON or no such file. */
    public static PriceFile read(InputStream file, FileContext context) {
        var prices = new GenaiPrices(context);
        ForeignJson.read(file, json -> {
            ForeignJson.expect(json, json.nextToken(), JsonToken.START_ARRAY, "a list of providers");
            while (json.nextToken() != JsonToken.END_ARRAY) {
                ForeignJson.expect(json, json.currentToken(), JsonToken.START_OBJECT, "a provider, which is an object");
                prices.readProvider(json);
            }
        });
        return prices.book.toFile();
    }

    /** The models are read as they come if the provider's id stands before them, as it does, else at the end. */
    private void readProvider(JsonParser json) throws IOException {
        String provider = null;
        var waiting = new ArrayList<JsonNode>();
        var fallbacks = new ArrayList<String>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("id")) {
                ForeignJson.expect(json, value, JsonToken.VALUE_STRING, "the id of a provider");
                provider = json.getText();
            } else if (name.equals("fallback_model_providers")) {
                readFallbacks(json, provider, fallbacks);
            } else if (name.equals("models")) {
                ForeignJson.expect(json, value, JsonToken.START_ARRAY, "a list of models");
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    JsonNode model = ForeignJson.tree(json);
                    if (provider == null) {
                        waiting.add(model);
                    } else {
                        book.add(provider, model);
                    }
                }
            } else {
                notUnderstand(provider, name);
                json.skipChildren();
            }
        }
        for (JsonNode model : waiting) {
            book.add(provider == null ? "" : provider, model);
        }
        book.addFallbacks(provider == null ? "" : provider, fallbacks);
    }

    private static void readFallbacks(JsonParser json, @Nullable String provider, List<String> fallbacks)
            throws IOException {
        ForeignJson.expect(json, json.currentToken(), JsonToken.START_ARRAY, "a list of providers");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            ForeignJson.expect(
                    json,
                    json.currentToken(),
                    JsonToken.VALUE_STRING,
                    "a provider that " + provider + " falls back to");
            fallbacks.add(json.getText());
        }
    }

    private void notUnderstand(@Nullable String provider, String name) {
        String example = provider == null ? "a provider" : provider;
        String why = OF_PROVIDERS.get(name);
        if (why != null) {
            notUnderstood.add("provider." + name, example, why);
        } else {
            notUnderstood.addSuspicious("provider." + name, example, "unknown to this reader");
        }
    }
}
