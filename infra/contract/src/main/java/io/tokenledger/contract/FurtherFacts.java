package io.tokenledger.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The part of a metered usage that bills nothing: what others say that it cost, and what ingest measured. */
final class FurtherFacts {
    private @Nullable StatedCost statedCost;
    private @Nullable Long repeatedPrefixTokens;
    private @Nullable TokenCount textInput;
    private @Nullable TokenCount textOutput;
    private @Nullable Long reasoningAtMost;

    static void write(JsonGenerator json, @Nullable StatedCost cost, Measured measured) throws IOException {
        if (cost != null) {
            json.writeObjectFieldStart("provider_stated_cost");
            json.writeStringField("by", cost.by());
            json.writeStringField("amount", cost.dollars().toPlainString());
            json.writeStringField("currency", "USD");
            json.writeEndObject();
        }
        if (measured.repeatedPrefixTokens() != null) {
            json.writeNumberField("repeated_prefix_tokens", measured.repeatedPrefixTokens());
        }
        if (measured.textInput() != null || measured.textOutput() != null) {
            json.writeObjectFieldStart("text_tokens");
            write(json, "input", measured.textInput());
            write(json, "output", measured.textOutput());
            json.writeEndObject();
        }
        if (measured.reasoningAtMost() != null) {
            json.writeNumberField("reasoning_at_most", measured.reasoningAtMost());
        }
    }

    private static void write(JsonGenerator json, String side, @Nullable TokenCount count) throws IOException {
        if (count != null) {
            json.writeObjectFieldStart(side);
            json.writeNumberField("tokens", count.tokens());
            json.writeStringField("provenance", count.provenance().id());
            json.writeEndObject();
        }
    }

    /** Takes a field that is one of these; an unknown one is skipped. */
    void take(String name, JsonToken token, JsonParser json) throws IOException {
        switch (name) {
            case "provider_stated_cost" -> statedCost = statedCost(token, json);
            case "repeated_prefix_tokens" -> repeatedPrefixTokens = MeteredUsageJson.count(name, token, json);
            case "text_tokens" -> textTokens(token, json);
            case "reasoning_at_most" -> reasoningAtMost = MeteredUsageJson.count(name, token, json);
            default -> json.skipChildren();
        }
    }

    @Nullable
    StatedCost statedCost() {
        return statedCost;
    }

    Measured measured() {
        return new Measured(repeatedPrefixTokens, textInput, textOutput, reasoningAtMost);
    }

    private static StatedCost statedCost(JsonToken token, JsonParser json) throws IOException {
        MeteredUsageJson.expect(token, JsonToken.START_OBJECT, "provider_stated_cost");
        String by = "";
        BigDecimal amount = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            String text = MeteredUsageJson.text("provider_stated_cost." + name, json.nextToken(), json);
            switch (name) {
                case "by" -> by = text;
                case "amount" -> amount = amount(text);
                case "currency" -> checkDollars(text);
                default -> throw new IOException("unknown field '" + name + "' in provider_stated_cost");
            }
        }
        if (amount == null) {
            throw new IOException("'provider_stated_cost.amount' is missing");
        }
        return StatedCost.ofDollars(by, amount);
    }

    private static BigDecimal amount(String text) throws IOException {
        if (!text.matches("[0-9]{1,10}(\\.[0-9]{1,12})?")) {
            throw new IOException("provider_stated_cost.amount is no amount with up to 12 places");
        }
        return new BigDecimal(text);
    }

    private static void checkDollars(String currency) throws IOException {
        if (!currency.equals("USD")) {
            throw new IOException("provider_stated_cost.currency is not USD");
        }
    }

    private void textTokens(JsonToken token, JsonParser json) throws IOException {
        MeteredUsageJson.expect(token, JsonToken.START_OBJECT, "text_tokens");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String side = json.currentName();
            TokenCount count = tokenCount("text_tokens." + side, json.nextToken(), json);
            switch (side) {
                case "input" -> textInput = count;
                case "output" -> textOutput = count;
                default -> throw new IOException("unknown count '" + side + "' in text_tokens");
            }
        }
    }

    private static TokenCount tokenCount(String path, JsonToken token, JsonParser json) throws IOException {
        MeteredUsageJson.expect(token, JsonToken.START_OBJECT, path);
        Long tokens = null;
        Provenance provenance = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "tokens" -> tokens = MeteredUsageJson.count(path + ".tokens", value, json);
                case "provenance" ->
                    provenance = Provenance.byId(MeteredUsageJson.text(path + ".provenance", value, json));
                default -> throw new IOException("unknown field '" + name + "' in " + path);
            }
        }
        if (tokens == null || provenance == null) {
            throw new IOException("'" + path + "' has tokens and provenance");
        }
        return new TokenCount(tokens, provenance);
    }
}
