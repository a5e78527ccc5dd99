package io.tokenledger.pricing.pricebook.format;

import static java.util.Map.entry;

import io.tokenledger.contract.Meter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key of LiteLLM's price file that holds a price: {@code input_cost_per_token_above_200k_tokens_priority} is the input
 * in the priority tier over 200 000 tokens.
 *
 * @param units how many units the price is for
 * @param over the context threshold; 0: none
 * @param tier as our book names it
 */
record LiteLlmKey(Meter meter, BigDecimal units, long over, String tier) {
    static final String STANDARD = "standard";
    static final String BATCH = "batch";
    static final Meter AUDIO_SECONDS = Meter.of("audio_input_seconds");
    static final Meter COMPUTE_SECONDS = Meter.of("compute_seconds");

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private record Base(Meter meter, BigDecimal units) {}

    private static final Map<String, Base> BASES = Map.ofEntries(
            of("input_cost_per_token", Meter.INPUT),
            of("output_cost_per_token", Meter.OUTPUT),
            of("cache_read_input_token_cost", Meter.CACHED_INPUT),
            of("cache_creation_input_token_cost", Meter.CACHE_WRITE),
            of("cache_creation_input_token_cost_above_1hr", Meter.CACHE_WRITE_1H),
            of("output_cost_per_reasoning_token", Meter.REASONING),
            of("input_cost_per_audio_token", Meter.AUDIO_INPUT),
            of("output_cost_per_audio_token", Meter.AUDIO_OUTPUT),
            of("cache_read_input_audio_token_cost", Meter.CACHED_AUDIO_INPUT),
            of("input_cost_per_image_token", Meter.IMAGE_INPUT),
            of("output_cost_per_image_token", Meter.IMAGE_OUTPUT),
            of("cache_read_input_image_token_cost", Meter.CACHED_IMAGE_INPUT),
            of("input_cost_per_video_token", Meter.VIDEO_INPUT),
            of("output_cost_per_video_token", Meter.VIDEO_OUTPUT),
            of("citation_cost_per_token", Meter.of("citation_tokens")),
            of("input_cost_per_request", Meter.REQUESTS),
            of("input_cost_per_character", Meter.of("characters_input")),
            of("output_cost_per_character", Meter.of("characters_output")),
            of("input_cost_per_audio_per_second", AUDIO_SECONDS),
            of("input_cost_per_video_per_second", Meter.of("video_input_seconds")),
            of("output_cost_per_video_per_second", Meter.of("video_output_seconds")),
            of("input_cost_per_image", Meter.of("images_input")),
            of("output_cost_per_image", Meter.of("images_output")),
            of("input_cost_per_pixel", Meter.of("pixels_input")),
            of("output_cost_per_pixel", Meter.of("pixels_output")),
            of("ocr_cost_per_page", Meter.of("ocr_pages")),
            of("annotation_cost_per_page", Meter.of("ocr_annotated_pages")),
            of("ocr_cost_per_credit", Meter.of("ocr_credits")),
            of("code_interpreter_cost_per_session", Meter.of("code_interpreter_sessions")),
            of("file_search_cost_per_gb_per_day", Meter.of("storage_gigabyte_days")),
            of("vector_store_cost_per_gb_per_day", Meter.of("storage_gigabyte_days")),
            perThousand("file_search_cost_per_1k_calls", Meter.of("file_searches")),
            perThousand("computer_use_input_cost_per_1k_tokens", Meter.of("computer_use_input")),
            perThousand("computer_use_output_cost_per_1k_tokens", Meter.of("computer_use_output")));

    private static final Pattern FORM = Pattern.compile(
            "(?<base>.+?)(_above_(?<over>[0-9]{1,9})(?<kilo>k?)_tokens)?(_(?<tier>flex|priority|batches|ultrafast))?");

    private static Map.Entry<String, Base> of(String key, Meter meter) {
        return entry(key, new Base(meter, ONE));
    }

    private static Map.Entry<String, Base> perThousand(String key, Meter meter) {
        return entry(key, new Base(meter, THOUSAND));
    }

    /**
     * What a key prices; null: it is not one of these.
     *
     * @param mode what the model does, on which the meaning of a second and of a query depends
     */
    static @Nullable LiteLlmKey of(String key, String mode) {
        Matcher form = FORM.matcher(key);
        if (!form.matches()) {
            return null;
        }
        Base base = base(form.group("base"), mode);
        if (base == null) {
            return null;
        }
        String tier = form.group("tier") == null ? STANDARD : form.group("tier").replace("batches", BATCH);
        return new LiteLlmKey(base.meter, base.units, threshold(form), tier);
    }

    private static @Nullable Base base(String key, String mode) {
        Meter byMode =
                switch (key) {
                    case "input_cost_per_query" -> query(mode);
                    case "input_cost_per_second" -> inputSecond(mode);
                    case "output_cost_per_second" -> outputSecond(mode);
                    default -> null;
                };
        return byMode == null ? BASES.get(key) : new Base(byMode, ONE);
    }

    private static Meter query(String mode) {
        return switch (mode) {
            case "search" -> Meter.WEB_SEARCHES;
            case "vector_store" -> Meter.of("file_searches");
            default -> Meter.of("rerank_searches");
        };
    }

    private static Meter inputSecond(String mode) {
        return switch (mode) {
            case "audio_transcription", "realtime" -> AUDIO_SECONDS;
            case "video_generation" -> Meter.of("video_input_seconds");
            default -> COMPUTE_SECONDS;
        };
    }

    /** A transcription has no output to last: there the key is another way to say what the heard audio costs. */
    private static Meter outputSecond(String mode) {
        return switch (mode) {
            case "audio_transcription" -> AUDIO_SECONDS;
            case "audio_speech", "realtime" -> Meter.of("audio_output_seconds");
            case "video_generation" -> Meter.of("video_output_seconds");
            default -> COMPUTE_SECONDS;
        };
    }

    private static long threshold(Matcher form) {
        String over = form.group("over");
        return over == null ? 0 : Long.parseLong(over) * (form.group("kilo").isEmpty() ? 1 : 1_000);
    }

    static boolean isToken(Meter meter) {
        return meter.side() != Meter.Side.UNITS;
    }
}
