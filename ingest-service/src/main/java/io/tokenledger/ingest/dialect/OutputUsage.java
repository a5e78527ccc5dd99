package io.tokenledger.ingest.dialect;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Output tokens as a sender states them, in the form of the native dialect: reasoning, audio, image and video tokens
 * are disjoint parts of the total.
 *
 * @param total all output tokens; null where it is not stated
 * @param reasoningStated whether the sender says how many reasoning tokens there are, if only that there are none
 */
public record OutputUsage(
        @Nullable Long total, long reasoning, long audio, long image, long video, boolean reasoningStated) {
    /** Nothing is stated. */
    public static final OutputUsage UNSTATED = new OutputUsage(null, 0, 0);

    /** No reasoning tokens are the same as nothing said of them. */
    public OutputUsage(@Nullable Long total, long reasoning, long audio, long image, long video) {
        this(total, reasoning, audio, image, video, reasoning > 0);
    }

    /** Without pictures. */
    public OutputUsage(@Nullable Long total, long reasoning, long audio) {
        this(total, reasoning, audio, 0, 0);
    }

    /** The same, where the sender says how much reasoning there was. */
    public OutputUsage withReasoningStated(boolean stated) {
        return new OutputUsage(total, reasoning, audio, image, video, stated || reasoning > 0);
    }

    /** What is known to have been used beside the plain text. */
    public long parts() {
        return reasoning + audio + image + video;
    }

    /**
     * Sets the disjoint meters.
     *
     * @param whole all output tokens, stated or counted
     */
    public void meter(long whole, Meters.Builder meters) throws Refusal {
        long plain = whole - parts();
        if (plain < 0) {
            throw new Refusal(
                    IngestError.COUNT_EXCEEDS_WHOLE,
                    "output_tokens is " + whole + ", its parts are " + parts() + " (reasoning_tokens " + reasoning
                            + ", audio_output_tokens " + audio + ", image_output_tokens " + image
                            + ", video_output_tokens "
                            + video + "): disjoint parts are at most their whole");
        }
        meters.set(Meter.OUTPUT, plain)
                .set(Meter.REASONING, reasoning)
                .set(Meter.AUDIO_OUTPUT, audio)
                .set(Meter.IMAGE_OUTPUT, image)
                .set(Meter.VIDEO_OUTPUT, video);
    }
}
