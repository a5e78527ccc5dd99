package io.tokenledger.ingest.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Providers whose objects have other names for model, tier and answer than OpenAI, brought into one form. */
public final class Shaped {
    /** Names that an object put straight into the data has in common with our own fields, by another meaning. */
    private static final Set<String> CLASHING = Set.of("content");

    private Shaped() {}

    /** The provider's object of that event, where it is no stream. */
    public static ProviderObject whole(CloudEvent event) throws Refusal {
        JsonFields data = event.data();
        JsonNode content = data.present("content");
        if (data.present("response") != null || content == null || content.isObject()) {
            return ProviderObject.read(event);
        }
        return new ProviderObject(withoutClashes(data), Attribution.read(event), data);
    }

    /** The attribution of a stream's event with an object that was put together from the stream. */
    public static ProviderObject streamed(CloudEvent event, JsonNode object) throws Refusal {
        return new ProviderObject(
                event.data(),
                Attribution.read(event),
                new JsonFields(object, event.data().pathOf("response")));
    }

    private static JsonFields withoutClashes(JsonFields data) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        for (var field : data.node().properties()) {
            if (!CLASHING.contains(field.getKey())) {
                own.set(field.getKey(), field.getValue());
            }
        }
        return new JsonFields(own, data.path());
    }

    /**
     * A reading with what is the same for all providers; see {@link ProviderObject#reading}.
     *
     * @param model what the response says of the model; null: nothing, {@code data.model} says it
     * @param where the response's field of the model, for the sender
     * @param servedTier what the response says of the tier; null: nothing
     */
    public static Reading.Builder reading(
            ProviderObject own,
            String provider,
            @Nullable String model,
            String where,
            @Nullable String servedTier,
            Answer answer)
            throws Refusal {
        JsonNode output = answer.node();
        ObjectNode shape = JsonNodeFactory.instance.objectNode();
        shape.put("model", Asked.model(Asked.either(model, Asked.text(own.data(), "model")), where));
        shape.put("service_tier", servedTier);
        shape.set("output", output);
        return own.with(shape, own.response().path()).reading(provider, output);
    }

    /**
     * Refuses a usage that leaves a side out which its provider always states, where nothing is there to count it from:
     * that side is not zero but unknown.
     *
     * @param usage where it stands, for the sender
     */
    public static void checkSides(
            ProviderObject own, JsonFields usage, InputUsage input, OutputUsage output, Answer answer) throws Refusal {
        JsonFields content = own.data().object("content");
        if (input.total() == null && isAbsent(content, "messages")) {
            throw new Refusal(
                    IngestError.USAGE_MISSING,
                    usage.path() + " does not state the input tokens, and there is no data.content.messages to count");
        }
        if (output.total() == null && answer.node() == null && isAbsent(content, "output")) {
            throw new Refusal(
                    IngestError.USAGE_MISSING,
                    usage.path() + " does not state the output tokens, and there is no answer to count");
        }
    }

    private static boolean isAbsent(@Nullable JsonFields content, String name) {
        JsonNode value = content == null ? null : content.present(name);
        return value == null || (value.isArray() && value.isEmpty());
    }

    /**
     * Refuses a payload that has none of the fields that its dialect reads.
     *
     * @param known whether one of them is there
     * @param lookedFor their names
     */
    public static void check(ProviderObject own, boolean known, String lookedFor) throws Refusal {
        if (!known && own.data().present("content") == null) {
            throw new Refusal(
                    IngestError.SHAPE_UNKNOWN,
                    own.response().path() + " has none of " + lookedFor
                            + ", and data.content is missing: there is nothing that tells what was used");
        }
    }
}
