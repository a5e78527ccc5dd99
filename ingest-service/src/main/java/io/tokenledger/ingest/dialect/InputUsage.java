package io.tokenledger.ingest.dialect;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Input tokens as a sender states them, in the form of the native dialect: cached, cache-write, audio and image tokens
 * are disjoint parts of the total, one-hour cache writes a part of the cache writes.
 *
 * @param total all input tokens; null where it is not stated
 */
public record InputUsage(
        @Nullable Long total, long cached, long cacheWrite, long cacheWrite1h, long audio, long image) {
    /** Nothing is stated. */
    public static final InputUsage UNSTATED = new InputUsage(null, 0, 0, 0, 0, 0);

    /** What is known to have been used beside the plain text. */
    public long parts() {
        return cached + cacheWrite + audio + image;
    }

    /**
     * Sets the disjoint meters.
     *
     * @param whole all input tokens, stated or counted
     */
    public void meter(long whole, Meters.Builder meters) throws Refusal {
        if (cacheWrite1h > cacheWrite) {
            throw new Refusal(
                    IngestError.COUNT_EXCEEDS_WHOLE,
                    "cache_write_1h_tokens is " + cacheWrite1h + ", cache_write_tokens " + cacheWrite
                            + ": the first is a part of the second");
        }
        long plain = whole - parts();
        if (plain < 0) {
            throw new Refusal(
                    IngestError.COUNT_EXCEEDS_WHOLE,
                    "input_tokens is " + whole + ", its parts are " + parts() + " (cached_input_tokens " + cached
                            + ", cache_write_tokens " + cacheWrite + ", audio_input_tokens " + audio
                            + ", image_input_tokens " + image + "): disjoint parts are at most their whole");
        }
        meters.set(Meter.INPUT, plain)
                .set(Meter.CACHED_INPUT, cached)
                .set(Meter.CACHE_WRITE, cacheWrite - cacheWrite1h)
                .set(Meter.CACHE_WRITE_1H, cacheWrite1h)
                .set(Meter.AUDIO_INPUT, audio)
                .set(Meter.IMAGE_INPUT, image);
    }
}
