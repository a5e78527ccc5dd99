package io.tokenledger.ingest.dialect.google;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Chunks;
import io.tokenledger.ingest.dialect.Dialect;
import io.tokenledger.ingest.dialect.FurtherCounts;
import io.tokenledger.ingest.dialect.ProviderObject;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.dialect.Shaped;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.List;

/**
 * Google's {@code GenerateContentResponse}, whole or streamed, of the Gemini API and of Vertex AI. Every chunk of a
 * stream may have a {@code usageMetadata}; the last one with counts holds for all.
 */
final class GenerateContentDialect implements Dialect {
    private final String type;
    private final String provider;

    GenerateContentDialect(String type, String provider) {
        this.type = type;
        this.provider = provider;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        Chunks chunks = Chunks.readFilled(event);
        if (chunks == null) {
            ProviderObject own = Shaped.whole(event);
            return reading(event, own, List.of(own.response()), false);
        }
        return reading(event, Shaped.streamed(event, JsonNodeFactory.instance.objectNode()), chunks.objects(), true);
    }

    private Reading reading(CloudEvent event, ProviderObject own, List<JsonFields> responses, boolean isStream)
            throws Refusal {
        var candidates = new Candidates();
        JsonFields usage = null;
        String tier = null;
        String version = null;
        for (JsonFields response : responses) {
            candidates.add(response);
            JsonFields metadata = response.object("usageMetadata");
            if (metadata != null) {
                usage = GoogleUsage.isStated(metadata) ? metadata : usage;
                tier = Asked.either(GoogleUsage.tier(metadata), tier);
            }
            version = Asked.either(Asked.text(response, "modelVersion"), version);
        }
        boolean aborted = isStream && !candidates.isFinished();
        Shaped.check(
                own,
                usage != null || candidates.answer().node() != null,
                "usageMetadata.promptTokenCount, candidates (the creation of a cache has neither: it is no request)");
        String model = GoogleModel.of(Asked.either(version, Asked.text(own.data(), "model")), responses.getFirst());
        Reading.Builder reading = Shaped.reading(own, provider, model, "model", tier, candidates.answer())
                .ownTime(event.time() == null ? responses.getFirst().instant("createTime") : null)
                .webSearches(candidates.webSearches(model))
                .further(new FurtherCounts(own.response())
                        .add("maps_grounded_prompts", candidates.isMapped() ? 1 : 0)
                        .map())
                .aborted(aborted);
        if (usage != null) {
            reading.usage(GoogleUsage.input(usage), GoogleUsage.output(usage, aborted));
        }
        return reading.build();
    }
}
