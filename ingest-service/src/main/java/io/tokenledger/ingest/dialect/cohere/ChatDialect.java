package io.tokenledger.ingest.dialect.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Answer;
import io.tokenledger.ingest.dialect.Chunks;
import io.tokenledger.ingest.dialect.Dialect;
import io.tokenledger.ingest.dialect.ProviderObject;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.dialect.Shaped;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;

/**
 * Cohere's chat, versions 1 and 2, whole or streamed (Cohere API reference, "Chat"). {@code data.model} names the
 * model.
 */
final class ChatDialect implements Dialect {
    private static final String FIELDS =
            "usage.billed_units, usage.tokens, meta.billed_units, meta.tokens, message, text (of a stream: its end)";

    /** Searches of a connector, which no price list has: seen, and not priced as something else. */
    private static final String SEARCHES = "search_units";

    @Override
    public String type() {
        return "cohere.chat";
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        Chunks chunks = Chunks.readFilled(event);
        if (chunks == null) {
            ProviderObject own = Shaped.whole(event);
            return reading(own, answer(own.response())).build();
        }
        CohereStream stream = CohereStream.of(chunks);
        return reading(Shaped.streamed(event, stream.end()), stream.answer())
                .aborted(stream.aborted())
                .build();
    }

    private static Reading.Builder reading(ProviderObject own, Answer answer) throws Refusal {
        CohereUnits units = CohereUnits.read(own.response(), SEARCHES);
        if (units != null) {
            Shaped.checkSides(own, own.response(), units.input(), units.output(), answer);
        }
        return Cohere.reading(own, units, answer, FIELDS);
    }

    private static Answer answer(JsonFields response) {
        var answer = new Answer();
        JsonNode message = response.node().path("message");
        if (response.node().path("text").isTextual()) {
            answer.text(response.node().path("text").textValue());
        }
        if (message.isObject()) {
            answer.known();
            if (message.path("tool_plan").isTextual()) {
                answer.text(message.path("tool_plan").textValue());
            }
            for (JsonNode part : message.path("content")) {
                if (part.path("text").isTextual()) {
                    answer.text(part.path("text").textValue());
                }
            }
        }
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            answer.call(
                    function.path("name").asText(""), function.path("arguments").asText(""));
        }
        return answer;
    }
}
