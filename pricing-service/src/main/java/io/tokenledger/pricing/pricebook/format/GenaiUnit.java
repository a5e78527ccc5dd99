package io.tokenledger.pricing.pricebook.format;

import static java.util.Map.entry;

import io.tokenledger.contract.Meter;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A price key of genai-prices (its {@code units.yml}) that has a meter in our book.
 *
 * @param units how many units the price is for
 */
record GenaiUnit(Meter meter, BigDecimal units) {
    static final String WRITE_5M = "cache_write_5m_mtok";
    static final String WRITE = "cache_write_mtok";

    private static final Map<String, GenaiUnit> BY_KEY = Map.ofEntries(
            perMillion("input_mtok", Meter.INPUT),
            perMillion("cache_read_mtok", Meter.CACHED_INPUT),
            perMillion(WRITE, Meter.CACHE_WRITE),
            perMillion(WRITE_5M, Meter.CACHE_WRITE),
            perMillion("cache_write_1h_mtok", Meter.CACHE_WRITE_1H),
            perMillion("output_mtok", Meter.OUTPUT),
            perMillion("output_reasoning_mtok", Meter.REASONING),
            perMillion("input_audio_mtok", Meter.AUDIO_INPUT),
            perMillion("cache_audio_read_mtok", Meter.CACHED_AUDIO_INPUT),
            perMillion("output_audio_mtok", Meter.AUDIO_OUTPUT),
            perMillion("input_image_mtok", Meter.IMAGE_INPUT),
            perMillion("cache_image_read_mtok", Meter.CACHED_IMAGE_INPUT),
            perMillion("output_image_mtok", Meter.IMAGE_OUTPUT),
            perMillion("input_video_mtok", Meter.VIDEO_INPUT),
            perMillion("output_video_mtok", Meter.VIDEO_OUTPUT),
            perMillion("output_citation_mtok", Meter.of("citation_tokens")),
            perMillion("input_mchars", Meter.of("characters_input")),
            perThousand("requests_kcount", Meter.REQUESTS),
            perThousand("web_searches_kcount", Meter.WEB_SEARCHES),
            perThousand("social_searches_kcount", Meter.of("social_searches")),
            perThousand("storage_searches_kcount", Meter.of("file_searches")),
            perThousand("code_executions_kcount", Meter.of("code_executions")),
            perThousand("rerank_searches_kcount", Meter.of("rerank_searches")),
            perThousand("input_text_messages_kcount", Meter.of("text_messages")),
            perThousand("input_document_kpages", Meter.of("ocr_pages")),
            perThousand("input_annotated_document_kpages", Meter.of("ocr_annotated_pages")),
            per(3_600, "audio_hours", Meter.of("audio_seconds")),
            per(3_600, "input_audio_hours", Meter.of("audio_input_seconds")),
            per(3_600, "output_audio_hours", Meter.of("audio_output_seconds")),
            per(1_000_000_000, "input_gpixels", Meter.of("pixels_input")));

    private static Map.Entry<String, GenaiUnit> per(long units, String key, Meter meter) {
        return entry(key, new GenaiUnit(meter, BigDecimal.valueOf(units)));
    }

    private static Map.Entry<String, GenaiUnit> perMillion(String key, Meter meter) {
        return per(1_000_000, key, meter);
    }

    private static Map.Entry<String, GenaiUnit> perThousand(String key, Meter meter) {
        return per(1_000, key, meter);
    }

    /** What a key prices; null: the book has no meter for it. */
    static @Nullable GenaiUnit of(String key) {
        return BY_KEY.get(key);
    }
}
