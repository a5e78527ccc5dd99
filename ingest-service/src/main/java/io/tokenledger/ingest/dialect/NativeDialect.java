package io.tokenledger.ingest.dialect;

import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** TokenLedger's own form: attribution, model, {@code usage} and, where that is missing, {@code content}. */
final class NativeDialect implements Dialect {
    @Override
    public String type() {
        return "io.tokenledger.usage.v1";
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        JsonFields data = event.data();
        var attribution = Attribution.read(data);
        JsonFields usage = data.object("usage");
        Content content = Content.read(data, null);
        return new Reading(
                attribution,
                Asked.provider(Asked.text(data, "provider")),
                Asked.model(Asked.text(data, "model"), "data.model"),
                ServiceTier.named(Asked.text(data, "service_tier")),
                Asked.text(data, "region"),
                Asked.text(data, "reasoning_effort"),
                null,
                usage != null,
                usage == null ? InputUsage.UNSTATED : input(usage),
                usage == null ? OutputUsage.UNSTATED : output(usage),
                requests(usage),
                usage == null ? 0 : usage.count("web_searches"),
                usage == null ? Map.of() : FurtherMeters.read(usage),
                UsedCapabilities.of(data, content, null),
                content);
    }

    private static InputUsage input(JsonFields usage) throws Refusal {
        return new InputUsage(
                usage.countOrNull("input_tokens"),
                usage.count("cached_input_tokens"),
                usage.count("cache_write_tokens"),
                usage.count("cache_write_1h_tokens"),
                usage.count("audio_input_tokens"),
                usage.count("image_input_tokens"),
                usage.count("video_input_tokens"),
                usage.count("cached_audio_input_tokens"),
                usage.count("cached_image_input_tokens"));
    }

    private static OutputUsage output(JsonFields usage) throws Refusal {
        return new OutputUsage(
                usage.countOrNull("output_tokens"),
                usage.count("reasoning_tokens"),
                usage.count("audio_output_tokens"),
                usage.count("image_output_tokens"),
                usage.count("video_output_tokens"));
    }

    private static long requests(@Nullable JsonFields usage) throws Refusal {
        Long requests = usage == null ? null : usage.countOrNull("requests");
        if (requests == null) {
            return 1;
        }
        if (requests < 1) {
            throw new Refusal(
                    IngestError.COUNT_TOO_SMALL,
                    "data.usage.requests is " + requests + ": an event stands for at least 1 request");
        }
        return requests;
    }
}
