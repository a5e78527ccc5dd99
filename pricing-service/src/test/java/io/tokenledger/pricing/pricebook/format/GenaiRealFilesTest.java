package io.tokenledger.pricing.pricebook.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.pricebook.BundledBook;
import io.tokenledger.pricing.pricebook.PriceFile.NotUnderstood;
import io.tokenledger.pricing.pricebook.PriceRow;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.RatingRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real files of genai-prices, walked with plain Jackson: what the library would bill is what our lists say. */
class GenaiRealFilesTest {
    private record Unit(String meter, long per) {}

    /** Written down from the units' descriptions, apart from the reader's own table. */
    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("input_mtok", new Unit("input", 1_000_000)),
            Map.entry("output_mtok", new Unit("output", 1_000_000)),
            Map.entry("cache_read_mtok", new Unit("cached_input", 1_000_000)),
            Map.entry("cache_write_mtok", new Unit("cache_write", 1_000_000)),
            Map.entry("cache_write_1h_mtok", new Unit("cache_write_1h", 1_000_000)),
            Map.entry("output_reasoning_mtok", new Unit("reasoning", 1_000_000)),
            Map.entry("output_citation_mtok", new Unit("citation_tokens", 1_000_000)),
            Map.entry("input_audio_mtok", new Unit("audio_input", 1_000_000)),
            Map.entry("output_audio_mtok", new Unit("audio_output", 1_000_000)),
            Map.entry("cache_audio_read_mtok", new Unit("cached_audio_input", 1_000_000)),
            Map.entry("input_image_mtok", new Unit("image_input", 1_000_000)),
            Map.entry("output_image_mtok", new Unit("image_output", 1_000_000)),
            Map.entry("cache_image_read_mtok", new Unit("cached_image_input", 1_000_000)),
            Map.entry("input_video_mtok", new Unit("video_input", 1_000_000)),
            Map.entry("output_video_mtok", new Unit("video_output", 1_000_000)),
            Map.entry("web_searches_kcount", new Unit("web_searches", 1_000)),
            Map.entry("storage_searches_kcount", new Unit("file_searches", 1_000)),
            Map.entry("requests_kcount", new Unit("requests", 1_000)),
            Map.entry("input_text_messages_kcount", new Unit("text_messages", 1_000)),
            Map.entry("input_document_kpages", new Unit("ocr_pages", 1_000)),
            Map.entry("input_annotated_document_kpages", new Unit("ocr_annotated_pages", 1_000)),
            Map.entry("audio_hours", new Unit("audio_seconds", 3_600)),
            Map.entry("input_audio_hours", new Unit("audio_input_seconds", 3_600)));

    private static final List<Instant> TIMES = List.of(
            Instant.parse("2025-01-01T00:00:00Z"),
            Instant.parse("2025-05-21T23:59:59Z"),
            Instant.parse("2025-06-10T00:00:00Z"),
            Instant.parse("2025-12-02T00:29:59Z"),
            Instant.parse("2026-07-29T23:59:59Z"),
            Instant.parse("2026-07-30T00:30:00Z"),
            Instant.parse("2026-08-17T01:00:00Z"),
            Instant.parse("2026-08-17T03:59:59Z"),
            Instant.parse("2026-08-21T04:00:00Z"),
            Instant.parse("2026-09-23T16:29:59Z"),
            Instant.parse("2026-11-20T16:30:00Z"),
            Instant.parse("2027-01-01T06:00:00Z"));
    private static final Instant LATE = Instant.parse("2027-06-01T12:00:00Z");
    private static final long[] INPUTS = {
        0, 1, 127_999, 128_000, 128_001, 199_999, 200_000, 200_001, 272_000, 272_001, 600_000
    };

    /** The library's rule: the last set whose condition holds, and where none does the first. */
    private static JsonNode pricesAt(JsonNode prices, Instant at) {
        if (!prices.isArray()) {
            return prices;
        }
        JsonNode last = prices.get(0).get("prices");
        for (JsonNode conditional : prices) {
            if (holds(conditional.path("constraint"), at)) {
                last = conditional.get("prices");
            }
        }
        return last;
    }

    private static boolean holds(JsonNode constraint, Instant at) {
        if (constraint.isMissingNode()) {
            return true;
        }
        if (constraint.has("start_date")) {
            return at.toString()
                            .substring(0, 10)
                            .compareTo(constraint.get("start_date").asText())
                    >= 0;
        }
        String time = at.toString().substring(11, 19);
        String start = constraint.get("start_time").asText().substring(0, 8);
        String end = constraint.get("end_time").asText().substring(0, 8);
        boolean afterStart = time.compareTo(start) >= 0;
        boolean beforeEnd = time.compareTo(end) < 0;
        return end.compareTo(start) < 0 ? afterStart || beforeEnd : afterStart && beforeEnd;
    }

    private static BigDecimal at(JsonNode price, long inputTokens) {
        BigDecimal applicable =
                price.isNumber() ? price.decimalValue() : price.get("base").decimalValue();
        for (JsonNode tier : price.path("tiers")) {
            if (inputTokens > tier.get("start").asLong()) {
                applicable = tier.get("price").decimalValue();
            }
        }
        return applicable;
    }

    @ParameterizedTest
    @ValueSource(strings = {"genai-prices.v2.json", "genai-prices.0.1.8.json"})
    void everyPriceAtEveryTimeAndContextIsTheLibrarys(String name) {
        ReferenceFile file = ReferenceFile.of(name, GenaiPrices::read);
        file.printNotUnderstood();
        var lists = new PriceLists(file.read());
        Set<String> listed = listedKeys(file);
        var wrong = new ArrayList<String>();
        int models = 0;
        int compared = 0;
        for (JsonNode provider : file.raw()) {
            for (JsonNode model : provider.get("models")) {
                String key = provider.get("id").asText() + " " + model.get("id").asText();
                if (model.get("prices").isEmpty()) {
                    assertThat(listed).contains(key);
                    continue;
                }
                models++;
                for (Instant at : TIMES) {
                    JsonNode prices = pricesAt(model.get("prices"), at);
                    for (long input : INPUTS) {
                        PriceRow row = lists.at(
                                provider.get("id").asText(), model.get("id").asText(), at, input);
                        for (var price : prices.properties()) {
                            Unit unit = Objects.requireNonNull(UNITS.get(price.getKey()), price.getKey());
                            long expected = PriceLists.pico(at(price.getValue(), input), unit.per());
                            Long found = row == null ? null : row.rates().own().get(Meter.of(unit.meter()));
                            compared++;
                            if (found == null || found != expected) {
                                wrong.add(key + " at " + at + " with " + input + ": " + price.getKey() + " is "
                                        + expected + " but found " + found);
                            }
                        }
                        if (row != null && row.rates().own().size() != prices.size()) {
                            wrong.add(key + " at " + at + " states more than " + prices);
                        }
                    }
                }
            }
        }
        System.out.printf("price file %s: %d prices of %d models compared%n", name, compared, models);
        assertThat(wrong).isEmpty();
        assertThat(models).isGreaterThan(1_150);
    }

    private static Set<String> listedKeys(ReferenceFile file) {
        return file.read().notUnderstood().stream().map(NotUnderstood::key).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"genai-prices.v2.json", "genai-prices.0.1.8.json"})
    void everyKeyIsMappedOrListed(String name) {
        ReferenceFile file = ReferenceFile.of(name, GenaiPrices::read);
        Set<String> listed = listedKeys(file);
        var unseen = new TreeSet<String>();
        for (JsonNode provider : file.raw()) {
            provider.fieldNames().forEachRemaining(key -> note(unseen, "provider." + key, listed));
            for (JsonNode model : provider.get("models")) {
                model.fieldNames().forEachRemaining(key -> note(unseen, "model." + key, listed));
            }
        }
        for (JsonNode provider : file.raw()) {
            for (JsonNode other : provider.path("fallback_model_providers")) {
                assertThat(file.read().fallbacks())
                        .anyMatch(fallback ->
                                fallback.provider().equals(provider.get("id").asText())
                                        && fallback.fallback().equals(other.asText()));
            }
        }
        unseen.remove("provider.fallback_model_providers");
        unseen.removeAll(Set.of("provider.id", "provider.models", "model.id", "model.match", "model.prices"));
        assertThat(unseen).isEmpty();
    }

    private static void note(Set<String> unseen, String key, Set<String> listed) {
        if (!listed.contains(key)) {
            unseen.add(key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"genai-prices.v2.json", "genai-prices.0.1.8.json"})
    void everyNameStandsForTheModelThatTheLibraryFinds(String name) {
        ReferenceFile file = ReferenceFile.of(name, GenaiPrices::read);
        var lists = new PriceLists(file.read());
        PriceBook book = BundledBook.bookOf(file.read().rows(), file.read().names());
        int compared = 0;
        for (JsonNode provider : file.raw()) {
            var names = namesIn(provider);
            for (String text : names) {
                String theirs = libraryFinds(provider, text);
                if (theirs == null || !lists.has(provider.get("id").asText(), theirs)) {
                    continue;
                }
                compared++;
                assertThat(weFind(book, provider.get("id").asText(), text))
                        .as("%s %s", provider.get("id").asText(), text)
                        .isEqualTo(theirs);
            }
        }
        System.out.printf("price file %s: %d names compared%n", name, compared);
        assertThat(compared).isGreaterThan(1_500);
    }

    /** Every text that a clause names, as it is and with something before and after it. */
    private static Set<String> namesIn(JsonNode provider) {
        var names = new HashSet<String>();
        for (JsonNode model : provider.get("models")) {
            for (String key : List.of("equals", "starts_with", "ends_with", "contains")) {
                for (JsonNode text : model.get("match").findValues(key)) {
                    names.add(text.asText());
                    if (!key.equals("equals")) {
                        names.add(text.asText() + (key.equals("ends_with") ? "" : "-x1"));
                        names.add((key.equals("starts_with") ? "" : "x1-") + text.asText());
                    }
                }
            }
        }
        return names;
    }

    private static @Nullable String libraryFinds(JsonNode provider, String text) {
        for (JsonNode model : provider.get("models")) {
            if (matches(model.get("match"), text.toLowerCase(Locale.ROOT))) {
                return model.get("id").asText();
            }
        }
        return null;
    }

    private static boolean matches(JsonNode clause, String text) {
        var only = clause.properties().iterator().next();
        String value = only.getValue().asText().toLowerCase(Locale.ROOT);
        return switch (only.getKey()) {
            case "equals" -> text.equals(value);
            case "starts_with" -> text.startsWith(value);
            case "ends_with" -> text.endsWith(value);
            case "contains" -> text.contains(value);
            case "regex" ->
                Pattern.compile(only.getValue().asText()).matcher(text).find();
            case "or" -> any(only.getValue(), text);
            case "and" -> false; // what our book does not hold, and lists
            default -> throw new IllegalArgumentException(only.getKey());
        };
    }

    private static boolean any(JsonNode clauses, String text) {
        for (JsonNode clause : clauses) {
            if (matches(clause, text)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String weFind(PriceBook book, String provider, String text) {
        var request = new RatingRequest(
                "", provider, text, "standard", "", LATE, Meters.builder().build());
        return book.rate(request) instanceof Priced priced ? priced.price().model() : null;
    }
}
