package io.tokenledger.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is measured and priced. Meters are disjoint: a token is counted by exactly one of them, so that the cost of an
 * event is the sum over its meters.
 *
 * <p>The meters that this class names split the token totals, or are counted for every event. Any other name is a
 * further meter ({@code ocr_pages}, {@code audio_input_seconds} …): it is data, stands beside the token totals, and
 * costs what a price list says for it. Two meters of one name are equal.
 */
public final class Meter implements Comparable<Meter> {
    /** Which total a meter belongs to. */
    public enum Side {
        INPUT_TOKENS,
        OUTPUT_TOKENS,
        /** None: calls, searches, pages, seconds, characters. */
        UNITS
    }

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final int FURTHER = -1;
    private static final List<Meter> BUILT_IN = new ArrayList<>();
    private static final Map<String, Meter> BY_ID = new HashMap<>();

    /** Input tokens that are neither cached, written to a cache, audio, image nor video. */
    public static final Meter INPUT = builtIn("input", Side.INPUT_TOKENS, null);
    /** Input tokens read from the provider's prompt cache. */
    public static final Meter CACHED_INPUT = builtIn("cached_input", Side.INPUT_TOKENS, INPUT);
    /** Input tokens written to the prompt cache with the provider's default lifetime (Anthropic: 5 minutes). */
    public static final Meter CACHE_WRITE = builtIn("cache_write", Side.INPUT_TOKENS, INPUT);
    /** Input tokens written to the prompt cache to stay for one hour. */
    public static final Meter CACHE_WRITE_1H = builtIn("cache_write_1h", Side.INPUT_TOKENS, CACHE_WRITE);
    /** Audio input tokens. */
    public static final Meter AUDIO_INPUT = builtIn("audio_input", Side.INPUT_TOKENS, INPUT);
    /** Image input tokens. */
    public static final Meter IMAGE_INPUT = builtIn("image_input", Side.INPUT_TOKENS, INPUT);
    /** Output tokens that are neither reasoning, audio, image nor video. */
    public static final Meter OUTPUT = builtIn("output", Side.OUTPUT_TOKENS, null);
    /** Hidden reasoning tokens; billed as output unless a price of their own exists. */
    public static final Meter REASONING = builtIn("reasoning", Side.OUTPUT_TOKENS, OUTPUT);
    /** Audio output tokens. */
    public static final Meter AUDIO_OUTPUT = builtIn("audio_output", Side.OUTPUT_TOKENS, OUTPUT);
    /** Requests that the event stands for: one, unless it is an aggregate. */
    public static final Meter REQUESTS = builtIn("requests", Side.UNITS, null);
    /** Web searches that the provider ran. */
    public static final Meter WEB_SEARCHES = builtIn("web_searches", Side.UNITS, null);
    /** Video input tokens. */
    public static final Meter VIDEO_INPUT = builtIn("video_input", Side.INPUT_TOKENS, INPUT);
    /** Audio input tokens read from the prompt cache; without a price of their own they cost what fresh audio costs. */
    public static final Meter CACHED_AUDIO_INPUT = builtIn("cached_audio_input", Side.INPUT_TOKENS, AUDIO_INPUT);
    /** Image input tokens read from the prompt cache. */
    public static final Meter CACHED_IMAGE_INPUT = builtIn("cached_image_input", Side.INPUT_TOKENS, CACHED_INPUT);
    /** Image output tokens. */
    public static final Meter IMAGE_OUTPUT = builtIn("image_output", Side.OUTPUT_TOKENS, OUTPUT);
    /** Video output tokens. */
    public static final Meter VIDEO_OUTPUT = builtIn("video_output", Side.OUTPUT_TOKENS, OUTPUT);

    private static final List<Meter> ALL_BUILT_IN = List.copyOf(BUILT_IN);

    private final String id;
    private final Side side;
    private final int index;
    private final @Nullable Meter parent;

    private Meter(String id, Side side, int index, @Nullable Meter parent) {
        this.id = id;
        this.side = side;
        this.index = index;
        this.parent = parent;
    }

    private static Meter builtIn(String id, Side side, @Nullable Meter parent) {
        var meter = new Meter(id, side, BUILT_IN.size(), parent);
        BUILT_IN.add(meter);
        BY_ID.put(id, meter);
        return meter;
    }

    /** The meters that this class names, in an order that never changes; later ones are added at the end. */
    public static List<Meter> builtIn() {
        return ALL_BUILT_IN;
    }

    /**
     * The meter of that name: one of {@link #builtIn()}, else a further one.
     *
     * @throws IllegalArgumentException where that is no name for a meter
     */
    public static Meter of(String id) {
        Meter builtIn = BY_ID.get(id);
        if (builtIn != null) {
            return builtIn;
        }
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("meter '" + (id.length() > 64 ? id.substring(0, 64) + "…" : id)
                    + "' is no name of a meter: lower-case letters, digits and '_', at most 64");
        }
        return new Meter(id, Side.UNITS, FURTHER, null);
    }

    /** The name on the wire, in price tables and in quotes. */
    public String id() {
        return id;
    }

    public Side side() {
        return side;
    }

    /** Whether this class names it; else it is a further meter. */
    public boolean isBuiltIn() {
        return index != FURTHER;
    }

    /** The place in {@link #builtIn()}; −1 for a further meter. For arrays in memory, never stored. */
    public int index() {
        return index;
    }

    /** The meter whose price applies where this one has none; null: nothing does. A further meter's is data. */
    public @Nullable Meter parent() {
        return parent;
    }

    /** Built-in meters in their order, then the further ones by name. */
    @Override
    public int compareTo(Meter other) {
        if (isBuiltIn() != other.isBuiltIn()) {
            return isBuiltIn() ? -1 : 1;
        }
        return isBuiltIn() ? Integer.compare(index, other.index) : id.compareTo(other.id);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Meter that && id.equals(that.id));
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
