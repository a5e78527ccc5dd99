package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.dialect.ServiceTier;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the output or error file of a batch (OpenAI batch guide, "Retrieve the results"):
 * {@code {"custom_id", "response": {"status_code", "body"}, "error"}}. The body says that it was served as default; it is
 * billed as batch. A line that failed and has no usage cost nothing, and is refused as that.
 */
record BatchLineForm() implements Form {
    private static final AnyForm BODY = new AnyForm(Reasoning.BY_TOTAL);
    private static final String BATCH = ServiceTier.named("batch");
    private static final long FIRST_ERROR = 400;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    @Override
    public Reading.Builder read(ProviderCall call) throws Refusal {
        JsonFields line = call.response();
        // A line that stands bare in data has its response where other events have the whole object.
        JsonFields within = line.object("response");
        JsonFields reply = within == null ? line : within;
        JsonFields body = reply.object("body");
        if (body == null || !body.node().path("usage").isObject()) {
            checkSucceeded(call, reply);
        }
        if (body == null) {
            throw new Refusal(
                    IngestError.SHAPE_UNKNOWN,
                    line.path() + " is no line of a batch: looked for response.body and for error");
        }
        return BODY.read(call.with(body)).serviceTier(BATCH);
    }

    private static void checkSucceeded(ProviderCall call, JsonFields reply) throws Refusal {
        JsonNode error = call.response().present("error");
        if (error == null && call.own().data().node().path("error").isObject()) {
            error = call.own().data().present("error");
        }
        Long status = reply.countOrNull("status_code");
        boolean failed = status != null && status >= FIRST_ERROR;
        if (error != null || failed) {
            throw new Refusal(
                    IngestError.REQUEST_FAILED,
                    "the line of the batch failed" + (status == null ? "" : " with status " + status) + code(error)
                            + ", and has no usage: there is nothing to be priced");
        }
    }

    private static String code(@Nullable JsonNode error) {
        String code = error == null ? "" : error.path("code").asText("");
        return CODE.matcher(code).matches() ? " (" + code + ")" : "";
    }
}
