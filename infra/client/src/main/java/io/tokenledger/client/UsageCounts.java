package io.tokenledger.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How much was used, in the counts of TokenLedger's native form: input includes what was cached or written to a cache,
 * output includes the reasoning. What is not stated is not sent; it is not zero.
 */
public final class UsageCounts {
    /** Largest count that ingest believes. */
    public static final long MAX_COUNT = 10_000_000_000L;

    private static final int MAX_METERS = 32;
    private static final Pattern METER = Pattern.compile("[a-z0-9_]{1,64}");

    private final Map<String, Long> counts;
    private final Map<String, Long> meters;

    private UsageCounts(Map<String, Long> counts, Map<String, Long> meters) {
        this.counts = Collections.unmodifiableMap(counts);
        this.meters = Collections.unmodifiableMap(meters);
    }

    /** Of a request whose tokens are all plain. */
    public static UsageCounts of(long inputTokens, long outputTokens) {
        return builder().inputTokens(inputTokens).outputTokens(outputTokens).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What is stated, by the field of the native form, such as {@code cached_input_tokens}. */
    public Map<String, Long> counts() {
        return counts;
    }

    /** What is used beside tokens, by the names of the price book, such as {@code ocr_pages}. */
    public Map<String, Long> meters() {
        return meters;
    }

    /** The count of that field; 0 where it is not stated. */
    public long count(String field) {
        return counts.getOrDefault(field, 0L);
    }

    /** The counts of a request. */
    public static final class Builder {
        private final Map<String, Long> counts = new LinkedHashMap<>();
        private final Map<String, Long> meters = new TreeMap<>();

        private Builder() {}

        /** All input tokens. */
        public Builder inputTokens(long tokens) {
            return count("input_tokens", tokens);
        }

        /** The part of the input that came from a cache. */
        public Builder cachedInputTokens(long tokens) {
            return count("cached_input_tokens", tokens);
        }

        /** The part of the input that was written to a cache. */
        public Builder cacheWriteTokens(long tokens) {
            return count("cache_write_tokens", tokens);
        }

        /** The part of the cache writes that is kept for an hour. */
        public Builder cacheWrite1hTokens(long tokens) {
            return count("cache_write_1h_tokens", tokens);
        }

        /** The part of the input that is sound and was not cached. */
        public Builder audioInputTokens(long tokens) {
            return count("audio_input_tokens", tokens);
        }

        /** The part of the input that is pictures and was not cached. */
        public Builder imageInputTokens(long tokens) {
            return count("image_input_tokens", tokens);
        }

        /** All output tokens. */
        public Builder outputTokens(long tokens) {
            return count("output_tokens", tokens);
        }

        /** The part of the output that is reasoning. */
        public Builder reasoningTokens(long tokens) {
            return count("reasoning_tokens", tokens);
        }

        /** The part of the output that is sound. */
        public Builder audioOutputTokens(long tokens) {
            return count("audio_output_tokens", tokens);
        }

        /** The part of the output that is pictures. */
        public Builder imageOutputTokens(long tokens) {
            return count("image_output_tokens", tokens);
        }

        /** How many requests the event stands for; 1 where it is not stated. */
        public Builder requests(long requests) {
            if (requests < 1) {
                throw new IllegalArgumentException(
                        "requests is " + requests + ": an event stands for at least 1 request");
            }
            return count("requests", requests);
        }

        /** Searches that the provider ran. */
        public Builder webSearches(long searches) {
            return count("web_searches", searches);
        }

        /** What is used beside tokens, in whole units, by its name in the price book. */
        public Builder meter(String name, long quantity) {
            if (!METER.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "a meter has lower-case letters, digits and '_', at most 64, and this has not: " + name);
            }
            meters.put(name, believable("meters." + name, quantity));
            return this;
        }

        /**
         * The counts.
         *
         * @throws IllegalArgumentException if nothing is stated, or a part is larger than its whole
         */
        public UsageCounts build() {
            if (counts.keySet().stream().allMatch("requests"::equals) && meters.isEmpty()) {
                throw new IllegalArgumentException("no count is stated: a usage has at least one");
            }
            if (meters.size() > MAX_METERS) {
                throw new IllegalArgumentException("meters has " + meters.size() + " entries: at most " + MAX_METERS);
            }
            parts(
                    "input_tokens",
                    "cached_input_tokens",
                    "cache_write_tokens",
                    "audio_input_tokens",
                    "image_input_tokens");
            parts("cache_write_tokens", "cache_write_1h_tokens");
            parts("output_tokens", "reasoning_tokens", "audio_output_tokens", "image_output_tokens");
            return new UsageCounts(new LinkedHashMap<>(counts), new TreeMap<>(meters));
        }

        private void parts(String whole, String... parts) {
            long sum = 0;
            for (String part : parts) {
                sum += counts.getOrDefault(part, 0L);
            }
            long all = counts.getOrDefault(whole, 0L);
            if (sum > all) {
                throw new IllegalArgumentException(whole + " is " + all + ", its parts " + String.join(", ", parts)
                        + " are " + sum + ": disjoint parts are at most their whole");
            }
        }

        private Builder count(String field, long count) {
            counts.put(field, believable(field, count));
            return this;
        }

        private static long believable(String field, long count) {
            if (count < 0 || count > MAX_COUNT) {
                throw new IllegalArgumentException(field + " is " + count + ": a count is from 0 to " + MAX_COUNT);
            }
            return count;
        }
    }
}
