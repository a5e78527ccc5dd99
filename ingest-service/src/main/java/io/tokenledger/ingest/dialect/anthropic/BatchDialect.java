package io.tokenledger.ingest.dialect.anthropic;

import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Dialect;
import io.tokenledger.ingest.dialect.ProviderObject;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * A line of the results of a message batch (Message Batches API reference): {@code {"custom_id", "result": {"type",
 * "message"}}}. Its tier is batch, whatever the message says. Only what succeeded was billed, so nothing else is usage.
 */
final class BatchDialect implements Dialect {
    @Override
    public String type() {
        return "anthropic.batch";
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        ProviderObject line = ProviderObject.read(event);
        JsonFields result = line.response().object("result");
        JsonFields message = result == null ? null : result.object("message");
        if (message == null) {
            throw new Refusal(IngestError.SHAPE_UNKNOWN, shape(line.response(), result));
        }
        ProviderObject own = line.with(message.node(), message.path());
        return MessageDialect.reading(own, MessageDialect.answer(own))
                .serviceTier("batch")
                .build();
    }

    private static String shape(JsonFields line, @Nullable JsonFields result) throws Refusal {
        String type = result == null ? null : Asked.text(result, "type");
        return type == null
                ? line.path() + " has no result.message: it is to be a line of a batch's results"
                : line.path() + ".result has no message, its type is " + SafeText.quoted(type)
                        + ": only requests that succeeded were billed";
    }
}
