package io.tokenledger.ingest.dialect.bedrock;

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

/**
 * Bedrock's InvokeModel and InvokeModelWithResponseStream: the body as the model's vendor writes it. The model is
 * {@code data.model}, the id that was asked for: a body that names one does so by the vendor's own name, which has no
 * price here.
 */
final class InvokeModelDialect implements Dialect {
    @Override
    public String type() {
        return "aws.bedrock.invoke_model";
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        Chunks chunks = Chunks.readFilled(event);
        if (chunks == null) {
            ProviderObject own = Shaped.whole(event);
            return reading(own, InvokedBody.whole(own.response()));
        }
        InvokedBody body = InvokedBody.streamed(StreamedBytes.decoded(chunks));
        return reading(Shaped.streamed(event, body.object()), body);
    }

    private static Reading reading(ProviderObject own, InvokedBody body) throws Refusal {
        JsonFields response = own.response();
        Answer answer = body.answer();
        JsonFields stated = own.data().object("headers");
        ResponseHeaders headers = stated == null ? null : ResponseHeaders.of(stated);
        InvokedUsage usage = InvokedUsage.read(response, headers);
        Shaped.check(own, usage != null || answer.node() != null, InvokedUsage.FIELDS);
        String asked = Asked.text(own.data(), "model");
        String named = asked == null ? Asked.text(response, "model") : asked;
        Reading.Builder reading = Bedrock.reading(
                        own, named == null ? "" : named, headers == null ? null : headers.tier(), answer)
                .aborted(body.aborted());
        if (usage != null) {
            if (usage.input().total() == null || response.present("usage") != null) {
                Shaped.checkSides(own, response, usage.input(), usage.output(), answer);
            }
            reading.usage(usage.input(), usage.output())
                    .webSearches(usage.webSearches())
                    .further(usage.further());
        }
        return reading.build();
    }
}
