package io.tokenledger.ingest.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Counts;
import io.tokenledger.ingest.dialect.FurtherCounts;
import io.tokenledger.ingest.dialect.anthropic.AnthropicUsage.Tokens;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.Locale;

/**
 * What a request used beside the totals of its usage, which are those of its {@code message} iterations alone
 * (Anthropic documentation, "Compaction" and "Advisor tool"). A {@code compaction} is billed like the message and
 * added to it. Every other kind, such as an {@code advisor_message}, may be another model's: its tokens become further
 * meters by its name.
 */
record Iterations(Tokens input, long output) {
    private static final Iterations NONE = new Iterations(new Tokens(0, 0, 0, 0), 0);

    static Iterations read(JsonFields usage, FurtherCounts further) throws Refusal {
        JsonNode iterations = usage.present("iterations");
        if (iterations == null) {
            return NONE;
        }
        if (!iterations.isArray()) {
            throw usage.wrongType("iterations", iterations, "an array");
        }
        Iterations sum = NONE;
        for (int i = 0; i < iterations.size(); i++) {
            JsonNode node = iterations.get(i);
            String place = "iterations[" + i + "]";
            if (!node.isObject()) {
                throw usage.wrongType(place, node, "an object");
            }
            sum = sum.with(new JsonFields(node, usage.pathOf(place)), usage, further);
        }
        return sum;
    }

    private Iterations with(JsonFields iteration, JsonFields usage, FurtherCounts further) throws Refusal {
        String type = Asked.text(iteration, "type");
        if (type == null || type.equals("message")) {
            return this;
        }
        Tokens tokens = Tokens.read(iteration);
        long answered = iteration.count("output_tokens");
        if (type.equals("compaction")) {
            return new Iterations(
                    new Tokens(
                            Counts.total(usage, input.plain(), tokens.plain()),
                            Counts.total(usage, input.cached(), tokens.cached()),
                            Counts.total(usage, input.written(), tokens.written()),
                            Counts.total(usage, input.written1h(), tokens.written1h())),
                    Counts.total(usage, output, answered));
        }
        String name = type.toLowerCase(Locale.ROOT);
        further.add(name + "_input", tokens.plain())
                .add(name + "_cached_input", tokens.cached())
                .add(name + "_cache_write", tokens.written())
                .add(name + "_output", answered);
        return this;
    }
}
