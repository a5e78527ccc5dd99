package io.tokenledger.ingest.dialect.voyage;

import io.tokenledger.ingest.dialect.Answer;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Counts;
import io.tokenledger.ingest.dialect.Dialect;
import io.tokenledger.ingest.dialect.FurtherCounts;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.dialect.ProviderObject;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.dialect.Shaped;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;

/**
 * Voyage AI's embeddings and rerank (Voyage API reference): {@code total_tokens} are input, there is no output.
 * Multimodal models bill text by the token and pictures by the pixel, and their total holds both.
 */
final class VoyageDialect implements Dialect {
    private static final OutputUsage NO_OUTPUT = new OutputUsage(0L, 0, 0);

    private final String type;

    VoyageDialect(String type) {
        this.type = type;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        ProviderObject own = Shaped.whole(event);
        JsonFields response = own.response();
        JsonFields usage = response.object("usage");
        Long tokens = usage == null ? null : Counts.first(usage, "text_tokens", "total_tokens");
        Shaped.check(own, tokens != null, "usage.total_tokens, usage.text_tokens");
        Reading.Builder reading = Shaped.reading(
                own,
                "voyageai",
                Asked.text(response, "model"),
                response.pathOf("model") + ", or else data.model,",
                null,
                new Answer().known());
        if (usage != null && tokens != null) {
            reading.usage(new InputUsage(tokens, 0, 0, 0, 0, 0), NO_OUTPUT)
                    .further(new FurtherCounts(usage)
                            .add("pixels_input", Counts.whole(usage, "image_pixels"))
                            .map());
        }
        return reading.build();
    }
}
