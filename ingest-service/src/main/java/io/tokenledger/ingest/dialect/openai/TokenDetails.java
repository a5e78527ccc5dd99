package io.tokenledger.ingest.dialect.openai;

import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The {@code …_tokens_details} of OpenAI's forms, parts of their total. {@code cached_tokens} are of any kind; which of
 * them are sound or pictures is told by {@code cached_tokens_details}, if at all.
 */
final class TokenDetails {
    private static final String[] INPUT = {
        "prompt_tokens_details", "prompt_token_details", "input_tokens_details", "input_token_details"
    };
    private static final String[] OUTPUT = {
        "completion_tokens_details", "completion_token_details", "output_tokens_details", "output_token_details"
    };

    private TokenDetails() {}

    /** The details of the input of that usage, by any of the names that they go by; null where there are none. */
    static @Nullable JsonFields ofInput(JsonFields usage) throws Refusal {
        return first(usage, INPUT);
    }

    /** The details of the output of that usage; null where there are none. */
    static @Nullable JsonFields ofOutput(JsonFields usage) throws Refusal {
        return first(usage, OUTPUT);
    }

    private static @Nullable JsonFields first(JsonFields usage, String... names) throws Refusal {
        for (String name : names) {
            JsonFields details = usage.object(name);
            if (details != null) {
                return details;
            }
        }
        return null;
    }

    /**
     * The input.
     *
     * @param cachedBeside the cached tokens, where the details do not tell them
     */
    static InputUsage input(@Nullable Long total, @Nullable JsonFields details, long cachedBeside) throws Refusal {
        if (details == null) {
            return new InputUsage(total, cachedBeside, 0, 0, 0, 0);
        }
        Long told = details.countOrNull("cached_tokens");
        long cached = told == null ? cachedBeside : told;
        long written = details.count("cache_write_tokens");
        long audio = details.count("audio_tokens");
        long image = details.count("image_tokens");
        long video = details.count("video_tokens");
        JsonFields kinds = details.object("cached_tokens_details");
        if (kinds == null) {
            long beside = cached + written + audio + video;
            return new InputUsage(total, cached, written, 0, audio, fresh(image, total, beside), video, 0, 0);
        }
        long cachedAudio = kinds.count("audio_tokens");
        long cachedImage = kinds.count("image_tokens");
        return new InputUsage(
                total,
                rest(details, "cached_tokens", cached, cachedAudio + cachedImage),
                written,
                0,
                rest(details, "audio_tokens", audio, cachedAudio),
                rest(details, "image_tokens", image, cachedImage),
                video,
                cachedAudio,
                cachedImage);
    }

    /**
     * Pictures that cannot have been cached. How many of them were is not told here: those that no longer fit beside the
     * cached tokens were.
     */
    private static long fresh(long image, @Nullable Long total, long beside) {
        return total == null || image > total ? image : Math.min(image, Math.max(0, total - beside));
    }

    private static long rest(JsonFields details, String name, long whole, long cached) throws Refusal {
        if (cached > whole) {
            throw new Refusal(
                    IngestError.COUNT_EXCEEDS_WHOLE,
                    details.pathOf(name) + " is " + whole + ", of which cached_tokens_details has " + cached
                            + ": a part is at most its whole");
        }
        return whole - cached;
    }

    /** The output. */
    static OutputUsage output(@Nullable Long total, @Nullable JsonFields details, long reasoning) throws Refusal {
        return details == null
                ? new OutputUsage(total, reasoning, 0)
                : new OutputUsage(
                                total,
                                reasoning,
                                details.count("audio_tokens"),
                                details.count("image_tokens"),
                                details.count("video_tokens"))
                        .withReasoningStated(details.present("reasoning_tokens") != null);
    }
}
