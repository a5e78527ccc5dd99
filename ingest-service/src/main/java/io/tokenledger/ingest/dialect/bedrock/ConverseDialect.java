package io.tokenledger.ingest.dialect.bedrock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tokenledger.ingest.dialect.Answer;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Chunks;
import io.tokenledger.ingest.dialect.Dialect;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.dialect.ProviderObject;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.dialect.Shaped;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Bedrock's Converse and ConverseStream (Bedrock API reference). The response does not name the model: {@code
 * data.model} does, but for what a prompt router chose. A stream that ended has a {@code metadata} event with its
 * usage.
 */
final class ConverseDialect implements Dialect {
    @Override
    public String type() {
        return "aws.bedrock.converse";
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        var answer = new Answer();
        Chunks chunks = Chunks.readFilled(event);
        if (chunks == null) {
            ProviderObject own = Shaped.whole(event);
            ConverseParts.add(own.response(), answer);
            return reading(own, answer).build();
        }
        chunks.objects().forEach(chunk -> ConverseParts.addEvent(chunk, answer));
        JsonFields metadata = chunks.last("metadata");
        var end = metadata == null ? JsonNodeFactory.instance.objectNode() : metadata.node();
        return reading(Shaped.streamed(event, end), answer)
                .aborted(metadata == null)
                .build();
    }

    private static Reading.Builder reading(ProviderObject own, Answer answer) throws Refusal {
        JsonFields response = own.response();
        JsonFields usage = response.object("usage");
        Shaped.check(
                own, usage != null || answer.node() != null, "usage, output.message (of a stream: metadata.usage)");
        Reading.Builder reading = Bedrock.reading(own, routed(response), tier(response), answer);
        if (usage != null) {
            InputUsage input = ConverseUsage.input(usage);
            OutputUsage output = ConverseUsage.output(usage);
            Shaped.checkSides(own, usage, input, output, answer);
            reading.usage(input, output).further(ConverseUsage.further(usage));
        }
        return reading;
    }

    /** The model that a prompt router chose; blank where none did. */
    private static String routed(JsonFields response) {
        return response.node()
                .path("trace")
                .path("promptRouter")
                .path("invokedModelId")
                .asText("");
    }

    /** The tier, and as one of its own the latency-optimised inference, which has prices of its own. */
    private static @Nullable String tier(JsonFields response) throws Refusal {
        JsonFields performance = response.object("performanceConfig");
        if (performance != null && "optimized".equals(Asked.text(performance, "latency"))) {
            return Bedrock.LATENCY_OPTIMIZED;
        }
        JsonFields tier = response.object("serviceTier");
        return tier == null ? null : Asked.text(tier, "type");
    }
}
