package io.tokenledger.ingest.dialect.otel;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Capability;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Attribution;
import io.tokenledger.ingest.dialect.Content;
import io.tokenledger.ingest.dialect.Dialect;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.dialect.ServiceTier;
import io.tokenledger.ingest.dialect.UsedCapabilities;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A span of the call of a model, its attributes as one flat object: {@code data.resource}, {@code data.span.attributes}. The
 * attribution stands in {@code data} as in every dialect; the service's name and environment fill in for app and
 * environment. Which attributes are read stands in {@link SpanNames}.
 */
final class OtelSpanDialect implements Dialect {
    private static final List<String> APP = List.of("service.name");
    private static final List<String> ENVIRONMENT = List.of("deployment.environment.name", "deployment.environment");

    @Override
    public String type() {
        return "opentelemetry.span";
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        JsonFields data = event.data();
        JsonFields span = required(data, "span");
        JsonFields attributes = required(span, "attributes");
        SpanOperation operation = operation(attributes);
        Content content = Content.read(data, null);
        SpanUsage usage = SpanUsage.read(attributes, isTrue(data, "input_excludes_cache"));
        usage.checkBothSides(operation, content);
        Reading.Builder reading = Reading.of(attribution(event), provider(data, attributes), model(attributes))
                .serviceTier(ServiceTier.served(
                        Asked.either(Asked.text(data, "service_tier"), first(attributes, SpanNames.ASKED_TIER)),
                        first(attributes, SpanNames.SERVED_TIER)))
                .region(Asked.text(data, "region"))
                .reasoningEffort(
                        Asked.either(Asked.text(data, "reasoning_effort"), first(attributes, SpanNames.EFFORT)))
                .ownTime(event.time() == null ? UnixNanos.read(span, "startTimeUnixNano") : null)
                .capabilitiesUsed(capabilities(data, content, attributes))
                .aborted(isFailed(span))
                .content(content);
        if (usage.isStated()) {
            reading.usage(usage.input(), usage.output());
        }
        return reading.build();
    }

    private static JsonFields required(JsonFields fields, String name) throws Refusal {
        JsonFields object = fields.object(name);
        if (object == null) {
            throw new Refusal(
                    IngestError.EVENT_DATA_INVALID,
                    fields.pathOf(name) + " is missing: it is to be an object of the span");
        }
        return object;
    }

    private static SpanOperation operation(JsonFields attributes) throws Refusal {
        SpanOperation operation = SpanOperation.of(
                name -> attributes.node().path(name).textValue(), name -> attributes.present(name) != null);
        if (operation == SpanOperation.OTHER || operation == SpanOperation.UNKNOWN) {
            String name = first(attributes, SpanNames.OPERATION);
            throw new Refusal(
                    IngestError.OPERATION_NOT_BILLED,
                    attributes.pathOf("gen_ai.operation.name") + " is "
                            + (name == null ? "missing" : SafeText.quoted(name))
                            + ": usage is taken from chat, text_completion, generate_content and embeddings alone, since "
                            + "other spans may sum it up");
        }
        return operation;
    }

    private static Attribution attribution(CloudEvent event) throws Refusal {
        Attribution by = Attribution.read(event);
        JsonFields resource = event.data().object("resource");
        if (resource == null) {
            return by;
        }
        return new Attribution(
                by.tenant(),
                by.team(),
                by.project(),
                by.app() == null ? first(resource, APP) : by.app(),
                by.environment() == null ? first(resource, ENVIRONMENT) : by.environment(),
                by.user(),
                by.tags());
    }

    private static String provider(JsonFields data, JsonFields attributes) throws Refusal {
        String stated = Asked.text(data, "provider");
        if (stated != null) {
            return stated;
        }
        String provider = SpanProvider.of(first(attributes, SpanNames.PROVIDER), first(attributes, SpanNames.ENDPOINT));
        if (provider == null) {
            throw new Refusal(
                    IngestError.PROVIDER_MISSING,
                    attributes.pathOf("gen_ai.provider.name") + " is missing or blank: it picks the price");
        }
        return provider;
    }

    private static String model(JsonFields attributes) throws Refusal {
        return Asked.model(
                Asked.either(first(attributes, SpanNames.RESPONSE_MODEL), first(attributes, SpanNames.REQUEST_MODEL)),
                attributes.pathOf("gen_ai.response.model, or else gen_ai.request.model,"));
    }

    /** An answer that ended in the call of a tool shows it; beside, what every dialect shows. */
    private static Set<Capability> capabilities(JsonFields data, Content content, JsonFields attributes)
            throws Refusal {
        Set<Capability> shown = UsedCapabilities.of(data, content, null);
        for (JsonNode reason : attributes.node().path(SpanNames.FINISH_REASONS.getFirst())) {
            String text = reason.asText();
            if (text.startsWith("tool_") || text.equals("function_call")) {
                var used = EnumSet.of(Capability.TOOLS);
                used.addAll(shown);
                return used;
            }
        }
        return shown;
    }

    /** Usage of a span that ended in an error is of an answer that was cut off. */
    private static boolean isFailed(JsonFields span) throws Refusal {
        JsonFields status = span.object("status");
        JsonNode code = status == null ? null : status.present("code");
        return code != null && (code.asText().equals("2") || code.asText().equals("STATUS_CODE_ERROR"));
    }

    private static boolean isTrue(JsonFields data, String name) throws Refusal {
        JsonNode value = data.present(name);
        if (value != null && !value.isBoolean()) {
            throw data.wrongType(name, value, "true or false");
        }
        return value != null && value.booleanValue();
    }

    private static @Nullable String first(JsonFields attributes, List<String> names) throws Refusal {
        for (String name : names) {
            String text = Asked.text(attributes, name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
