package io.tokenledger.pricing.pricebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.rating.CostCase;
import io.tokenledger.pricing.rating.Free;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.Rated;
import io.tokenledger.pricing.rating.Unpriced;
import io.tokenledger.pricing.rating.UnpricedReason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every reference cost case against the books made of the peers' own price files. */
final class PriceParity {
    static final List<String> CASES =
            List.of("cost_cases.jsonl", "cost_cases_generated_genai.jsonl", "cost_cases_generated_litellm.jsonl");
    static final String LITELLM_FILE = "price_tables/litellm.2026-08-01.json";
    static final String GENAI_FILE = "price_tables/genai-prices.v2.json";

    /** A case that the book rates otherwise than the peer says, though the file holds its price. */
    record Miss(CostCase row, String book, ParityReason reason) {}

    private final JsonNode litellm;
    private final JsonNode genai;
    private final PriceBook litellmBook;
    private final PriceBook genaiBook;
    final Map<String, Integer> outOfScope = new TreeMap<>();
    final Map<String, Integer> agreed = new TreeMap<>();
    final List<Miss> misses = new ArrayList<>();

    PriceParity(Path folder, PriceBook litellmBook, PriceBook genaiBook) throws IOException {
        var json = new ObjectMapper();
        this.litellm = json.readTree(folder.resolve(LITELLM_FILE).toFile());
        this.genai = json.readTree(folder.resolve(GENAI_FILE).toFile());
        this.litellmBook = litellmBook;
        this.genaiBook = genaiBook;
        for (String file : CASES) {
            CostCase.read(folder, file).forEach(this::compare);
        }
    }

    /** Which peer's table the case was computed with; null: another's. */
    private static @Nullable String peer(CostCase row) {
        String source = row.json().path("source").asText().toLowerCase(Locale.ROOT);
        return source.contains("genai-prices") ? "genai-prices" : source.contains("litellm") ? "litellm" : null;
    }

    private void compare(CostCase row) {
        if (!row.notMetered().isEmpty()) {
            count(outOfScope, row, "counts what no meter is for: " + row.notMetered());
            return;
        }
        String peer = peer(row);
        if (peer == null) {
            compareWithEither(row);
            return;
        }
        PriceBook book = peer.equals("litellm") ? litellmBook : genaiBook;
        Rated rated = book.rate(row.asStated());
        String why = peer.equals("litellm") ? whyLitellmDoesNotHold(row) : whyGenaiDoesNotHold(row);
        if (why == null) {
            why = whyNoPriceIsHeld(row, rated);
        }
        if (agrees(row, rated)) {
            count(agreed, row, peer);
            return;
        }
        if (why != null) {
            count(outOfScope, row, why);
        } else {
            misses.add(new Miss(row, told(rated), ParityReason.of(row, rated)));
        }
    }

    /** A case of a third peer states its own prices: it counts where one of the files has them. */
    private void compareWithEither(CostCase row) {
        if (agrees(row, litellmBook.rate(row.asStated())) || agrees(row, genaiBook.rate(row.asStated()))) {
            count(agreed, row, "third peers");
            return;
        }
        String litellmDoesNot = whyLitellmDoesNotHold(row);
        String genaiDoesNot = whyGenaiDoesNotHold(row);
        if (litellmDoesNot != null && genaiDoesNot != null) {
            count(outOfScope, row, "a third peer's price that neither file holds");
        } else {
            Rated rated = (litellmDoesNot == null ? litellmBook : genaiBook).rate(row.asStated());
            misses.add(new Miss(row, told(rated), ParityReason.of(row, rated)));
        }
    }

    /** The file has the model, but not what a part of the usage costs: the peer takes $0 for it, or guesses. */
    private static @Nullable String whyNoPriceIsHeld(CostCase row, Rated rated) {
        if (row.json().path("note").asText().contains("recomputed at")) {
            return "the expected value was made with an older price than the one that the case states; its note says so";
        }
        if (row.json().path("note").asText().contains("batch_cost_calculator")
                && row.request().serviceTier().equals("standard")) {
            return "the file has no batch price; the peer halves the standard one";
        }
        return switch (rated) {
            case Unpriced unpriced
            when unpriced.reason() == UnpricedReason.METER_UNPRICED ->
                "the file has no output price; the peer bills the output at $0, we call it unpriced";
            case Unpriced unpriced
            when unpriced.reason() == UnpricedReason.TIER_UNKNOWN ->
                "the file has no price for the tier; the peer bills the standard one, we call it unpriced";
            case Unpriced _ -> null;
            case Free _ -> null;
            case Priced priced ->
                row.used("cache_read_tokens") > 0
                                && !priced.price().rates().own().containsKey(Meter.CACHED_INPUT)
                        ? "the file has no price for cached input; the peer bills it at $0, we bill the input price"
                        : null;
        };
    }

    private static boolean agrees(CostCase row, Rated rated) {
        return rated instanceof Priced priced && row.agreesWith(new BigDecimal(priced.costPico(), 12));
    }

    static String told(Rated rated) {
        return switch (rated) {
            case Priced priced ->
                new BigDecimal(priced.costPico(), 12).stripTrailingZeros().toPlainString();
            case Free free -> free.reason() + ": " + free.detail();
            case Unpriced unpriced -> unpriced.reason().id() + ": " + unpriced.detail();
        };
    }

    private static void count(Map<String, Integer> counts, CostCase row, String what) {
        counts.merge(row.file() + " | " + what, 1, Integer::sum);
    }

    /** Null: the file has the very prices that the case was computed with. */
    private @Nullable String whyLitellmDoesNotHold(CostCase row) {
        JsonNode stated = row.json().path("prices_usd_per_unit");
        String model = row.json().path("model").asText();
        String provider = row.json().path("provider").asText();
        JsonNode entry = litellm.path(model);
        if (entry.isMissingNode()) {
            entry = litellm.path(provider + "/" + model);
        }
        if (entry.isMissingNode()) {
            return "LiteLLM's file has no such model";
        }
        if (stated.isMissingNode() || stated.isEmpty()) {
            return row.json().has("prices_usd_per_mtok") ? "prices of another table" : "the case states no prices";
        }
        if (row.json().path("usage").path("input_tokens").isNull()) {
            return "the case states no usage";
        }
        for (var price : stated.properties()) {
            JsonNode held = entry.path(price.getKey());
            if (price.getValue().isNumber()
                    && !(held.isNumber()
                            && held.decimalValue().compareTo(price.getValue().decimalValue()) == 0)) {
                return "LiteLLM's file has another price for the model";
            }
        }
        return null;
    }

    private @Nullable String whyGenaiDoesNotHold(CostCase row) {
        JsonNode stated = row.json().path("prices_usd_per_mtok");
        if (stated.isMissingNode() || stated.isEmpty()) {
            return row.json().has("prices_usd_per_unit") ? "prices of another table" : "the case states no prices";
        }
        var held = GenaiTable.pricesOf(
                genai,
                row.json().path("provider").asText(),
                row.json().path("model").asText(),
                row.request().at());
        if (held == null) {
            return "the v2 file of genai-prices has no such model";
        }
        return samePrices(stated, held) ? null : "the v2 file of genai-prices has another price for the model";
    }

    private static boolean samePrices(JsonNode one, JsonNode other) {
        var names = new HashSet<String>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names.stream().allMatch(name -> samePrice(one.path(name), other.path(name)));
    }

    private static boolean samePrice(JsonNode one, JsonNode other) {
        BigDecimal left = number(one);
        BigDecimal right = number(other);
        if (left != null && right != null) {
            return left.compareTo(right) == 0;
        }
        if (!one.has("base")
                || !other.has("base")
                || one.path("tiers").size() != other.path("tiers").size()) {
            return false;
        }
        boolean same = samePrice(one.path("base"), other.path("base"));
        for (int i = 0; same && i < one.path("tiers").size(); i++) {
            same = one.path("tiers").path(i).path("start").asLong()
                            == other.path("tiers").path(i).path("start").asLong()
                    && samePrice(
                            one.path("tiers").path(i).path("price"),
                            other.path("tiers").path(i).path("price"));
        }
        return same;
    }

    private static @Nullable BigDecimal number(JsonNode price) {
        return price.isNumber() || price.isTextual() ? new BigDecimal(price.asText()) : null;
    }

    int total(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
