package io.tokenledger.pricing.pricebook.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tokenledger.pricing.pricebook.PriceFile;
import io.tokenledger.pricing.pricebook.PriceFile.NotUnderstood;
import io.tokenledger.pricing.pricebook.PriceFile.ProviderFallback;
import io.tokenledger.pricing.pricebook.PriceFile.RoundedPrice;
import io.tokenledger.pricing.pricebook.PriceKey;
import io.tokenledger.pricing.pricebook.PriceRow;
import io.tokenledger.pricing.pricebook.ValidRange;
import io.tokenledger.pricing.rating.ModelName;
import io.tokenledger.pricing.rating.ModelName.Syntax;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule for a file of genai-prices on a model of its own. */
class GenaiPricesTest {
    private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
    private static final FileContext CONTEXT = new FileContext(FROM, "genai-prices", LocalDate.parse("2026-09-23"));

    private static PriceFile read(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return GenaiPrices.read(new ByteArrayInputStream(bytes), CONTEXT);
    }

    private static PriceFile models(String models) {
        return read("[{'id': 'p', 'name': 'P', 'models': [%s]}]".formatted(models));
    }

    private static PriceFile prices(String prices) {
        return models("{'id': 'm', 'match': {'equals': 'm'}, 'prices': %s}".formatted(prices));
    }

    private static PriceFile match(String clause) {
        return models("{'id': 'm', 'match': %s, 'prices': {'input_mtok': 1}}".formatted(clause));
    }

    private static Map<String, Long> rates(PriceRow row) {
        var byName = new HashMap<String, Long>();
        row.rates().own().forEach((meter, pico) -> byName.put(meter.id(), pico));
        return byName;
    }

    private static String why(PriceFile file, String key) {
        return file.notUnderstood().stream()
                .filter(entry -> entry.key().equals(key))
                .map(NotUnderstood::why)
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "input_mtok, 2.5, input, 2500000",
        "cache_read_mtok, 0.25, cached_input, 250000",
        "cache_write_mtok, 3.125, cache_write, 3125000",
        "cache_write_5m_mtok, 3.125, cache_write, 3125000",
        "cache_write_1h_mtok, 5, cache_write_1h, 5000000",
        "output_reasoning_mtok, 3, reasoning, 3000000",
        "cache_audio_read_mtok, 0.3, cached_audio_input, 300000",
        "cache_image_read_mtok, 2, cached_image_input, 2000000",
        "input_video_mtok, 2, video_input, 2000000",
        "output_image_mtok, 60, image_output, 60000000",
        "output_citation_mtok, 2, citation_tokens, 2000000",
        "requests_kcount, 5, requests, 5000000000",
        "web_searches_kcount, 10, web_searches, 10000000000",
        "storage_searches_kcount, 2.5, file_searches, 2500000000",
        "audio_hours, 0.36, audio_seconds, 100000000",
        "output_audio_hours, 0.36, audio_output_seconds, 100000000",
        "input_document_kpages, 1, ocr_pages, 1000000000",
        "input_annotated_document_kpages, 3, ocr_annotated_pages, 3000000000",
        "input_text_messages_kcount, 4, text_messages, 4000000000",
        "input_mchars, 15, characters_input, 15000000",
        "input_gpixels, 19, pixels_input, 19000",
    })
    void priceKeyIsAMeterWithItsUnits(String key, String price, String meter, long pico) {
        PriceFile file = prices("{'%s': %s}".formatted(key, price));
        assertThat(file.rows()).singleElement().satisfies(row -> {
            assertThat(row.key()).isEqualTo(PriceKey.list("p", "m", "standard", 0));
            assertThat(row.range()).isEqualTo(new ValidRange(FROM, null));
            assertThat(rates(row)).isEqualTo(Map.of(meter, pico));
        });
        assertThat(file.rounded()).isEmpty();
    }

    @Test
    void keyWithoutAMeterIsListedAsSuspicious() {
        PriceFile file = prices("{'input_mtok': 1, 'input_text_mtok': 1, 'input_smells_kcount': 3}");
        assertThat(rates(file.rows().getFirst())).isEqualTo(Map.of("input", 1_000_000L));
        assertThat(why(file, "input_text_mtok")).startsWith("suspicious: a price without a meter");
        assertThat(why(file, "input_smells_kcount")).startsWith("suspicious: ");
    }

    @Test
    void hourThatDoesNotDivideIsRoundedAndListed() {
        PriceFile file = prices("{'input_audio_hours': 1}");
        assertThat(rates(file.rows().getFirst())).isEqualTo(Map.of("audio_input_seconds", 277_777_778L));
        assertThat(file.rounded()).containsExactly(new RoundedPrice(0, "p m: input_audio_hours", "1", "1.0000000008"));
    }

    @Test
    void componentsWithoutATierKeepTheirBaseOverTheThreshold() {
        PriceFile file = prices("{'input_mtok': {'base': 1, 'tiers': [{'start': 128000, 'price': 2},"
                + "{'start': 256000, 'price': 3}]}, 'output_mtok': {'base': 4, 'tiers': [{'start': 128000, 'price': 5}]},"
                + "'requests_kcount': 1}");
        assertThat(file.rows())
                .extracting(row -> row.key().contextOverTokens(), GenaiPricesTest::rates)
                .containsExactly(
                        tuple(0L, Map.of("input", 1_000_000L, "output", 4_000_000L, "requests", 1_000_000_000L)),
                        tuple(128_000L, Map.of("input", 2_000_000L, "output", 5_000_000L, "requests", 1_000_000_000L)),
                        tuple(256_000L, Map.of("input", 3_000_000L, "output", 5_000_000L, "requests", 1_000_000_000L)));
    }

    @Test
    void laterDateTakesOverFromItsFirstSecondAndTheTypeSaysNothingMore() {
        PriceFile file = prices("[{'prices': {'input_mtok': 10}},"
                + "{'constraint': {'start_date': '2025-06-10', 'type': 'start_date'}, 'prices': {'input_mtok': 2}}]");
        Instant cut = Instant.parse("2025-06-10T00:00:00Z");
        assertThat(file.rows())
                .extracting(PriceRow::range, GenaiPricesTest::rates)
                .containsExactly(
                        tuple(new ValidRange(FROM, cut), Map.of("input", 10_000_000L)),
                        tuple(new ValidRange(cut, null), Map.of("input", 2_000_000L)));
    }

    @Test
    void dateBeforeTheFilesOwnMovesThereAndCoversWhatWasBefore() {
        PriceFile file = prices("[{'prices': {'input_mtok': 10}},"
                + "{'constraint': {'start_date': '2024-06-10'}, 'prices': {'input_mtok': 2}}]");
        assertThat(file.rows())
                .extracting(PriceRow::range, GenaiPricesTest::rates)
                .containsExactly(tuple(new ValidRange(FROM, null), Map.of("input", 2_000_000L)));
        assertThat(why(file, "prices[].constraint")).contains("a later one covers");
    }

    @Test
    void hoursAreAWindowOnTopOfTheRestAtEveryThreshold() {
        PriceFile file = prices("[{'prices': {'input_mtok': {'base': 1, 'tiers': [{'start': 1000, 'price': 2}]}}},"
                + "{'constraint': {'start_time': '16:30:00Z', 'end_time': '00:30:00Z'}, 'prices': {'input_mtok': 3}}]");
        assertThat(file.rows())
                .extracting(
                        row -> row.key().window().text(), row -> row.key().contextOverTokens(), GenaiPricesTest::rates)
                .containsExactly(
                        tuple("", 0L, Map.of("input", 1_000_000L)),
                        tuple("", 1_000L, Map.of("input", 2_000_000L)),
                        tuple("daily 16:30-00:30 UTC", 0L, Map.of("input", 3_000_000L)),
                        tuple("daily 16:30-00:30 UTC", 1_000L, Map.of("input", 3_000_000L)));
    }

    @Test
    void dateAfterHoursEndsThem() {
        PriceFile file = prices("[{'prices': {'input_mtok': 1}},"
                + "{'constraint': {'start_time': '02:00:00+01:00', 'end_time': '03:00:00Z'}, 'prices': {'input_mtok': 3}},"
                + "{'constraint': {'start_date': '2026-01-01'}, 'prices': {'input_mtok': 5}}]");
        Instant cut = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(file.rows())
                .extracting(row -> row.key().window().text(), PriceRow::range)
                .containsExactly(
                        tuple("", new ValidRange(FROM, cut)),
                        tuple("daily 01:00-03:00 UTC", new ValidRange(FROM, cut)),
                        tuple("", new ValidRange(cut, null)));
    }

    @Test
    void firstSetCountsWhereNoConditionHolds() {
        PriceFile file = prices(
                "[{'constraint': {'start_time': '01:00:00Z', 'end_time': '03:00:00Z'}, 'prices': {'input_mtok': 3}}]");
        assertThat(file.rows())
                .extracting(row -> row.key().window().text(), GenaiPricesTest::rates)
                .containsExactly(
                        tuple("", Map.of("input", 3_000_000L)),
                        tuple("daily 01:00-03:00 UTC", Map.of("input", 3_000_000L)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'start_day': '2025-06-10'} | unknown to this reader",
                "{'start_date': 'June'} | without a day or hours",
                "{'start_time': '01:00:00Z', 'end_time': '01:00:00Z'} | empty or not whole minutes",
                "{'start_time': '01:00:30Z', 'end_time': '02:00:00Z'} | empty or not whole minutes",
                "{'start_time': '01:00:00', 'end_time': '02:00:00'} | without a day or hours",
            })
    void conditionThatTheBookCannotHoldLeavesItsModelOut(String constraint, String why) {
        PriceFile file = prices("[{'prices': {'input_mtok': 10}}, {'constraint': %s, 'prices': {'input_mtok': 2}}]"
                .formatted(constraint));
        assertThat(file.rows()).isEmpty();
        assertThat(why(file, "p m")).startsWith("suspicious: not imported: ").contains(why);
    }

    @ParameterizedTest
    @CsvSource({"2", "-1", "1e-7", "'\"x\"'", "'{\"base\": 1, \"tiers\": [{\"start\": 0.5, \"price\": 2}]}'"})
    void absurdPriceLeavesItsModelOutAndNoOther(String price) {
        String value = price.equals("2") ? "2000000" : price;
        PriceFile file =
                models("{'id': 'bad', 'match': {'equals': 'bad'}, 'prices': {'input_mtok': %s}},".formatted(value)
                        + "{'id': 'good', 'match': {'equals': 'good'}, 'prices': {'input_mtok': 1}}");
        assertThat(file.rows()).extracting(row -> row.key().model()).containsExactly("good");
        assertThat(why(file, "p bad")).startsWith("suspicious: not imported: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'equals': 'x-1'} | EXACT x-1",
                "{'equals': 'X-1'} | EXACT X-1, EXACT x-1",
                "{'equals': 'm'} | ~~",
                "{'starts_with': 'x-'} | GLOB x-*",
                "{'ends_with': 'x'} | GLOB *x",
                "{'contains': 'X'} | GLOB *X*, GLOB *x*",
                "{'or': [{'equals': 'a'}, {'or': [{'contains': 'b'}]}]} | EXACT a, GLOB *b*",
                "{'and': [{'equals': 'a'}]} | EXACT a",
                "{'regex': '^x-\\\\d+$'} | REGEX (?i)^x-\\d+$",
                "{'starts_with': 'a*b'} | REGEX (?i)^a\\*b",
            })
    void clauseBecomesNamesOfTheModel(String clause, String names) {
        PriceFile file = match(clause);
        assertThat(String.join(
                        ", ",
                        file.names().stream()
                                .map(name -> name.syntax() + " " + name.name())
                                .toList()))
                .isEqualTo(names);
        assertThat(file.names()).allMatch(name -> name.model().equals("m") && name.rank() == 1_000);
    }

    @Test
    void clauseThatOurNamesCannotHoldIsListed() {
        PriceFile file = match("{'or': [{'and': [{'starts_with': 'a'}, {'ends_with': 'b'}]}, {'regex': '^(?!a)'},"
                + "{'sounds_like': 'm'}]}");
        assertThat(file.rows()).hasSize(1);
        assertThat(file.names()).isEmpty();
        assertThat(file.notUnderstood())
                .extracting(NotUnderstood::key)
                .contains("match.and", "match.regex", "match.sounds_like");
    }

    @Test
    void ofTwoModelsThatClaimANameTheFirstHasIt() {
        PriceFile file = models("{'id': 'a', 'match': {'or': [{'equals': 'x'}, {'starts_with': 'y'}]}, 'prices':"
                + "{'input_mtok': 1}}, {'id': 'b', 'match': {'or': [{'equals': 'x'}, {'contains': 'y'}]}, 'prices':"
                + "{'input_mtok': 2}}");
        assertThat(file.names())
                .containsExactly(
                        new ModelName("p", Syntax.EXACT, "x", "a", 1_000),
                        new ModelName("p", Syntax.GLOB, "y*", "a", 1_000),
                        new ModelName("p", Syntax.GLOB, "*y*", "b", 1_001));
        assertThat(why(file, "match.equals")).contains("an earlier model");
    }

    @Test
    void modelTwiceIsListedAndTheFirstCounts() {
        PriceFile file = models("{'id': 'a', 'match': {'equals': 'a'}, 'prices': {'input_mtok': 1}},"
                + "{'id': 'a', 'match': {'equals': 'a'}, 'prices': {'input_mtok': 2}}");
        assertThat(file.rows()).extracting(GenaiPricesTest::rates).containsExactly(Map.of("input", 1_000_000L));
        assertThat(why(file, "p a")).contains("twice");
    }

    @Test
    void modelWithoutAPriceAndKeysThatAreNoPricesAreListed() {
        PriceFile file =
                read("[{'models': [{'id': 'm', 'name': 'M', 'match': {'equals': 'm'}, 'prices': {}, 'new': 1}],"
                        + "'id': 'p', 'api_pattern': '.', 'surcharge': 2}]");
        assertThat(file.rows()).isEmpty();
        assertThat(file.names()).isEmpty();
        assertThat(why(file, "p m")).contains("left unpriced");
        assertThat(why(file, "provider.surcharge")).startsWith("suspicious: ");
        assertThat(why(file, "model.name")).contains("no price");
        assertThat(why(file, "model.new")).startsWith("suspicious: ");
    }

    @Test
    void providersThatAModelIsSoldForAreKeptInTheirOrder() {
        PriceFile file = read("[{'id': 'azure', 'fallback_model_providers': ['openai', 'anthropic'], 'models': []}]");
        assertThat(file.fallbacks())
                .containsExactly(
                        new ProviderFallback("azure", "openai", 0), new ProviderFallback("azure", "anthropic", 1));
        assertThat(file.notUnderstood()).isEmpty();
    }

    @Test
    void fiveMinuteWriteBeatsTheWriteBesideIt() {
        PriceFile file = prices("{'cache_write_mtok': 3, 'cache_write_5m_mtok': 2}");
        assertThat(rates(file.rows().getFirst())).isEqualTo(Map.of("cache_write", 2_000_000L));
        assertThat(why(file, "cache_write_mtok")).startsWith("suspicious: ");
    }
}
