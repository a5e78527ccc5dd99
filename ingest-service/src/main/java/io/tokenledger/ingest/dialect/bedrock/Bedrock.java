package io.tokenledger.ingest.dialect.bedrock;

import io.tokenledger.ingest.dialect.Answer;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.ProviderObject;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.dialect.Shaped;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/** What Bedrock's dialects share. */
final class Bedrock {
    /** As the price book calls it. */
    private static final String PROVIDER = "aws";

    /** Inference that is optimised for latency, as a tier: it has prices of its own. */
    static final String LATENCY_OPTIMIZED = "latency_optimized";

    private Bedrock() {}

    /**
     * A reading of the model that was asked for.
     *
     * @param named what the response says of the model; blank: nothing, {@code data.model} says it
     * @param tier the tier that was served; null: not said
     */
    static Reading.Builder reading(ProviderObject own, String named, @Nullable String tier, Answer answer)
            throws Refusal {
        String asked = Asked.model(
                named.isBlank() ? Asked.text(own.data(), "model") : named, "data.model (the modelId of the request)");
        BedrockModel model = BedrockModel.of(asked);
        Reading.Builder reading = Shaped.reading(own, PROVIDER, model.id(), "data.model", tier, answer);
        if (Asked.text(own.data(), "region") == null) {
            reading.region(model.region());
        }
        return reading;
    }
}
