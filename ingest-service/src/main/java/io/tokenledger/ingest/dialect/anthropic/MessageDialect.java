package io.tokenledger.ingest.dialect.anthropic;

import io.tokenledger.ingest.dialect.Answer;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Chunks;
import io.tokenledger.ingest.dialect.Dialect;
import io.tokenledger.ingest.dialect.ProviderObject;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.dialect.Shaped;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;

/** Anthropic's message object, whole or streamed (Messages API reference). */
final class MessageDialect implements Dialect {
    @Override
    public String type() {
        return "anthropic.message";
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        Chunks chunks = Chunks.readFilled(event);
        if (chunks == null) {
            ProviderObject own = Shaped.whole(event);
            return reading(own, answer(own)).build();
        }
        AnthropicStream stream = AnthropicStream.of(chunks);
        return reading(Shaped.streamed(event, stream.message()), stream.answer())
                .aborted(stream.aborted())
                .build();
    }

    static Answer answer(ProviderObject message) {
        var answer = new Answer();
        AnthropicContent.add(message.response().present("content"), answer);
        return answer;
    }

    /** What a message says; its object is the response. */
    static Reading.Builder reading(ProviderObject own, Answer answer) throws Refusal {
        JsonFields message = own.response();
        JsonFields stated = message.object("usage");
        Shaped.check(own, stated != null || answer.node() != null, "usage, content (of a stream: message_start)");
        AnthropicUsage usage = stated == null ? null : AnthropicUsage.read(stated);
        Reading.Builder reading = Shaped.reading(
                own,
                "anthropic",
                Asked.text(message, "model"),
                message.pathOf("model") + ", or else data.model,",
                usage == null ? null : usage.tier(),
                answer);
        if (stated != null && usage != null) {
            Shaped.checkSides(own, stated, usage.input(), usage.output(), answer);
            reading.usage(usage.input(), usage.output())
                    .webSearches(usage.webSearches())
                    .further(usage.further());
            if (usage.region() != null) {
                reading.region(usage.region());
            }
        }
        return reading;
    }
}
