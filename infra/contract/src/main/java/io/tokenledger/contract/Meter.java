package io.tokenledger.contract;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is measured and priced. Meters are disjoint: a token is counted by exactly one of them, so that the cost of an
 * event is the sum over its meters.
 */
public enum Meter {
    /** Input tokens that are neither cached, written to a cache, audio nor image. */
    INPUT("input", Side.INPUT_TOKENS),
    /** Input tokens read from the provider's prompt cache. */
    CACHED_INPUT("cached_input", Side.INPUT_TOKENS),
    /** Input tokens written to the prompt cache with the provider's default lifetime (Anthropic: 5 minutes). */
    CACHE_WRITE("cache_write", Side.INPUT_TOKENS),
    /** Input tokens written to the prompt cache to stay for one hour. */
    CACHE_WRITE_1H("cache_write_1h", Side.INPUT_TOKENS),
    /** Audio input tokens. */
    AUDIO_INPUT("audio_input", Side.INPUT_TOKENS),
    /** Image input tokens. */
    IMAGE_INPUT("image_input", Side.INPUT_TOKENS),
    /** Output tokens that are neither reasoning nor audio. */
    OUTPUT("output", Side.OUTPUT_TOKENS),
    /** Hidden reasoning tokens; billed as output unless a price of their own exists. */
    REASONING("reasoning", Side.OUTPUT_TOKENS),
    /** Audio output tokens. */
    AUDIO_OUTPUT("audio_output", Side.OUTPUT_TOKENS),
    /** Requests that the event stands for: one, unless it is an aggregate. */
    REQUESTS("requests", Side.UNITS),
    /** Web searches that the provider ran. */
    WEB_SEARCHES("web_searches", Side.UNITS);

    /** Which total a meter belongs to. */
    public enum Side {
        INPUT_TOKENS,
        OUTPUT_TOKENS,
        UNITS
    }

    private static final Map<String, Meter> BY_ID =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Meter::id, Function.identity()));

    private final String id;
    private final Side side;

    Meter(String id, Side side) {
        this.id = id;
        this.side = side;
    }

    /** The name on the wire, in price tables and in quotes. */
    public String id() {
        return id;
    }

    public Side side() {
        return side;
    }

    /** The meter of that name, or null where there is none. */
    public static @Nullable Meter byId(String id) {
        return BY_ID.get(id);
    }
}
