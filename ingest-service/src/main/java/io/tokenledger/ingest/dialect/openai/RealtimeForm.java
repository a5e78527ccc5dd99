package io.tokenledger.ingest.dialect.openai;

import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.List;

/**
 * One answer within a realtime session: the server event {@code response.done} (OpenAI API reference, "Realtime server
 * events"), or its {@code response}. It names neither model nor time; the sender does. The transcription of what a caller
 * said is an event of its own, with a usage in the same form.
 */
record RealtimeForm() implements Form {
    private static final KnownShape SHAPE = new KnownShape(List.of("input_tokens", "output_tokens"), List.of("output"));

    @Override
    public Reading.Builder read(ProviderCall event) throws Refusal {
        ProviderCall call = event.unwrapped();
        SHAPE.check(call);
        JsonFields response = call.response();
        Reading.Builder reading = call.reading(response.present("output"));
        if (response.node().path("status").asText("").equals("cancelled")) {
            reading.aborted(true);
        }
        JsonFields usage = response.object("usage");
        return usage == null
                ? reading
                : reading.usage(ResponseForm.input(usage), ResponseForm.output(usage, Reasoning.INCLUDED));
    }
}
