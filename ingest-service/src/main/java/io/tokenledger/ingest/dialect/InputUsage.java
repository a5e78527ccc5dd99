package io.tokenledger.ingest.dialect;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Input tokens as a sender states them, in the form of the native dialect: cached, cache-write, audio, image, video,
 * cached audio and cached image tokens are disjoint parts of the total, one-hour cache writes a part of the cache writes.
 *
 * @param total all input tokens; null where it is not stated
 */
public record InputUsage(
        @Nullable Long total,
        long cached,
        long cacheWrite,
        long cacheWrite1h,
        long audio,
        long image,
        long video,
        long cachedAudio,
        long cachedImage) {
    /** Nothing is stated. */
    public static final InputUsage UNSTATED = new InputUsage(null, 0, 0, 0, 0, 0);

    /** Without video, and with all that is cached in one count. */
    public InputUsage(@Nullable Long total, long cached, long cacheWrite, long cacheWrite1h, long audio, long image) {
        this(total, cached, cacheWrite, cacheWrite1h, audio, image, 0, 0, 0);
    }

    /** What is known to have been used of sound and pictures, which no text can be counted for. */
    public long media() {
        return audio + image + video + cachedAudio + cachedImage;
    }

    /** What is known to have been used beside the plain text. */
    public long parts() {
        return cached + cacheWrite + media();
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
                            + ", image_input_tokens " + image + ", video_input_tokens " + video
                            + ", cached_audio_input_tokens " + cachedAudio + ", cached_image_input_tokens "
                            + cachedImage + "): disjoint parts are at most their whole");
        }
        meters.set(Meter.INPUT, plain)
                .set(Meter.CACHED_INPUT, cached)
                .set(Meter.CACHE_WRITE, cacheWrite - cacheWrite1h)
                .set(Meter.CACHE_WRITE_1H, cacheWrite1h)
                .set(Meter.AUDIO_INPUT, audio)
                .set(Meter.IMAGE_INPUT, image)
                .set(Meter.VIDEO_INPUT, video)
                .set(Meter.CACHED_AUDIO_INPUT, cachedAudio)
                .set(Meter.CACHED_IMAGE_INPUT, cachedImage);
    }
}
