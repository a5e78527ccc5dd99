package io.tokenledger.report.whatif;

import io.tokenledger.contract.Meter;
import java.util.Map;

/** The columns of the ledger's entries and profile that hold a meter. */
public final class MeterColumns {
    /** By the name of the column. */
    public static final Map<String, Meter> BY_NAME = Map.ofEntries(
            Map.entry("plain_input_tokens", Meter.INPUT),
            Map.entry("cached_input_tokens", Meter.CACHED_INPUT),
            Map.entry("cache_write_tokens", Meter.CACHE_WRITE),
            Map.entry("cache_write_1h_tokens", Meter.CACHE_WRITE_1H),
            Map.entry("audio_input_tokens", Meter.AUDIO_INPUT),
            Map.entry("image_input_tokens", Meter.IMAGE_INPUT),
            Map.entry("plain_output_tokens", Meter.OUTPUT),
            Map.entry("reasoning_tokens", Meter.REASONING),
            Map.entry("audio_output_tokens", Meter.AUDIO_OUTPUT),
            Map.entry("requests", Meter.REQUESTS),
            Map.entry("web_searches", Meter.WEB_SEARCHES));

    private MeterColumns() {}
}
