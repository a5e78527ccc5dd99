package io.tokenledger.ingest.dialect.litellm;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Capability;
import io.tokenledger.contract.Meter;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Attribution;
import io.tokenledger.ingest.dialect.Content;
import io.tokenledger.ingest.dialect.Dialect;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.dialect.ProviderObject;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.dialect.ServiceTier;
import io.tokenledger.ingest.dialect.UsedCapabilities;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * LiteLLM's StandardLoggingPayload ({@code litellm/types/utils.py}), which its logging callbacks send for every call:
 * who called by which key, which provider answered, the tokens in OpenAI's form, and what LiteLLM thinks that it
 * cost.
 *
 * <p>An answer from the gateway's own cache used nothing of the provider: one request on the tier {@code
 * gateway_cache}, with the tokens that it would have taken as meters of their own. A failed call counts where its answer
 * was cut off after tokens had been used.
 */
final class StandardLoggingDialect implements Dialect {
    static final String TYPE = "litellm.standard_logging";

    private static final String GATEWAY_CACHE = "gateway_cache";
    private static final Meter SAVED_INPUT = Meter.of("gateway_cached_input_tokens");
    private static final Meter SAVED_OUTPUT = Meter.of("gateway_cached_output_tokens");
    private static final InputUsage NO_INPUT = new InputUsage(0L, 0, 0, 0, 0, 0);
    private static final OutputUsage NO_OUTPUT = new OutputUsage(0L, 0, 0);

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        JsonFields data = event.data();
        var stated = Attribution.read(event);
        LoggedCall call = LoggedCall.of(data);
        JsonFields payload = call.payload();
        CallModel model = CallModel.of(payload);
        CallUsage usage = CallUsage.of(call);
        Content content = CallContent.of(payload);
        Reading.Builder reading = Reading.of(CallAttribution.of(stated, payload), model.provider(), model.model())
                .serviceTier(tier(data, call, usage))
                .region(Asked.text(data, "region"))
                .reasoningEffort(effort(data, payload))
                .ownTime(event.time() == null ? CallTime.of(new ProviderObject(data, stated, payload)) : null)
                .capabilitiesUsed(capabilities(data, payload, content, call))
                .statedCost(GatewayCost.of(call));
        if (call.isCacheHit()) {
            return reading.usage(NO_INPUT, NO_OUTPUT).further(saved(usage)).build();
        }
        if (usage != null) {
            reading.usage(usage.input(), usage.output()).webSearches(usage.webSearches());
        } else if (call.isFailure()) {
            throw new Refusal(
                    IngestError.USAGE_MISSING,
                    payload.pathOf("status") + " is 'failure' and no tokens are stated: there is nothing to book");
        } else {
            reading.content(content);
        }
        return reading.aborted(call.isFailure()).build();
    }

    private static String tier(JsonFields data, LoggedCall call, @Nullable CallUsage usage) throws Refusal {
        if (call.isCacheHit()) {
            return GATEWAY_CACHE;
        }
        JsonFields parameters = call.payload().object("model_parameters");
        String asked = Asked.text(data, "service_tier");
        if (call.type().endsWith("retrieve_batch")) {
            asked = "batch"; // LiteLLM logs the usage of a batch when its results are fetched.
        } else if (asked == null && parameters != null) {
            asked = Asked.text(parameters, "service_tier");
        }
        JsonFields response = call.response();
        String tier = ServiceTier.served(asked, response == null ? null : Asked.text(response, "service_tier"));
        return tier.equals(ServiceTier.STANDARD) && usage != null && usage.isFast() ? "fast" : tier;
    }

    private static @Nullable String effort(JsonFields data, JsonFields payload) throws Refusal {
        String stated = Asked.text(data, "reasoning_effort");
        JsonNode asked = payload.node().path("model_parameters").path("reasoning_effort");
        return stated == null && asked.isTextual()
                ? payload.checkedText(asked.textValue(), "model_parameters.reasoning_effort", Attribution.MAX_CHARS)
                : stated;
    }

    private static Set<Capability> capabilities(JsonFields data, JsonFields payload, Content content, LoggedCall call)
            throws Refusal {
        JsonFields response = call.response();
        JsonFields parameters = payload.object("model_parameters");
        var used = new TreeSet<>(UsedCapabilities.of(data, content, response == null ? null : response.node()));
        used.addAll(UsedCapabilities.of(data, Content.NONE, parameters == null ? null : parameters.node()));
        return used;
    }

    private static Map<Meter, Long> saved(@Nullable CallUsage usage) {
        var saved = new TreeMap<Meter, Long>();
        if (usage != null && usage.inputTokens() > 0) {
            saved.put(SAVED_INPUT, usage.inputTokens());
        }
        if (usage != null && usage.outputTokens() > 0) {
            saved.put(SAVED_OUTPUT, usage.outputTokens());
        }
        return saved;
    }
}
