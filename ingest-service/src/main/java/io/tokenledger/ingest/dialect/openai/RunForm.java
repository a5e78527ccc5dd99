package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Chunks;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.List;
import java.util.Set;

/**
 * A run of an assistant (OpenAI API reference, "The run object"): its usage is the sum over its steps, and null until it
 * has ended. Of a stream the run at its end counts, not its steps.
 */
record RunForm() implements Form {
    private static final KnownShape SHAPE =
            new KnownShape(List.of("prompt_tokens", "completion_tokens"), List.of("output"));
    private static final Set<String> CUT_OFF = Set.of("cancelled", "expired");

    @Override
    public Reading.Builder read(ProviderCall call) throws Refusal {
        SHAPE.check(call);
        JsonFields run = call.response();
        Reading.Builder reading = call.reading(run.present("output")).ownTime(call.ownSeconds("created_at"));
        if (CUT_OFF.contains(run.node().path("status").asText(""))) {
            reading.aborted(true);
        }
        JsonFields usage = run.object("usage");
        return usage == null
                ? reading
                : reading.usage(ChatForm.input(usage), ChatForm.output(usage, Reasoning.INCLUDED));
    }

    @Override
    public Assembled assembled(Chunks chunks) {
        var head = new StreamHead();
        var text = new StreamedText();
        for (JsonNode chunk : chunks.nodes()) {
            if (chunk.path("object").asText("").equals("thread.run")) {
                head.keepLast(chunk, "object", "created_at", "model", "status", "tools", "usage");
            }
            for (JsonNode part : chunk.path("delta").path("content")) {
                text.add(part.path("text").path("value"));
            }
        }
        boolean cut = !head.has("usage") && !chunks.done();
        if (cut || text.isBegun()) {
            head.object.put("output", text.toString());
        }
        return new Assembled(head.object, cut);
    }
}
