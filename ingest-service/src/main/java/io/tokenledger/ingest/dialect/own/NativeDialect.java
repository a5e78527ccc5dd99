package io.tokenledger.ingest.dialect.own;

import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Attribution;
import io.tokenledger.ingest.dialect.Content;
import io.tokenledger.ingest.dialect.Dialect;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.dialect.ServiceTier;
import io.tokenledger.ingest.dialect.UsedCapabilities;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;

/** TokenLedger's own form: attribution, model, {@code usage} and, where that is missing, {@code content}. */
final class NativeDialect implements Dialect {
    @Override
    public String type() {
        return "io.tokenledger.usage.v1";
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        JsonFields data = event.data();
        JsonFields usage = data.object("usage");
        Content content = Content.read(data, null);
        var reading = Reading.of(
                        Attribution.read(event),
                        Asked.provider(Asked.text(data, "provider")),
                        Asked.model(Asked.text(data, "model"), "data.model"))
                .serviceTier(ServiceTier.named(Asked.text(data, "service_tier")))
                .region(Asked.text(data, "region"))
                .reasoningEffort(Asked.text(data, "reasoning_effort"))
                .capabilitiesUsed(UsedCapabilities.of(data, content, null))
                .content(content);
        if (usage != null) {
            reading.usage(input(usage), output(usage))
                    .requests(requests(usage))
                    .webSearches(usage.count("web_searches"))
                    .further(FurtherMeters.read(usage));
        }
        return reading.build();
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
                        usage.count("video_output_tokens"))
                .withReasoningStated(usage.present("reasoning_tokens") != null);
    }

    private static long requests(JsonFields usage) throws Refusal {
        Long requests = usage.countOrNull("requests");
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
