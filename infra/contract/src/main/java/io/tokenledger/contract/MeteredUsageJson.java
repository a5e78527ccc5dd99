package io.tokenledger.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link MeteredUsage} to and from its JSON. Absent attribution and empty meters are left out. */
public final class MeteredUsageJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(16).build())
            .build();

    private MeteredUsageJson() {}

    /** UTF-8 JSON of the usage. */
    public static byte[] write(MeteredUsage usage) {
        var bytes = new ByteArrayBuilder(768);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("tenant", usage.tenant());
            json.writeStringField("source", usage.source());
            json.writeStringField("id", usage.id());
            json.writeStringField("type", usage.type());
            json.writeStringField("fingerprint", usage.fingerprint().toString());
            json.writeStringField("occurred_at", usage.occurredAt().toString());
            json.writeStringField("received_at", usage.receivedAt().toString());
            json.writeStringField("provider", usage.provider());
            json.writeStringField("model", usage.model());
            json.writeStringField("service_tier", usage.serviceTier());
            writeIfPresent(json, "region", usage.region());
            writeIfPresent(json, "reasoning_effort", usage.reasoningEffort());
            writeIfPresent(json, "team", usage.team());
            writeIfPresent(json, "project", usage.project());
            writeIfPresent(json, "app", usage.app());
            writeIfPresent(json, "environment", usage.environment());
            writeIfPresent(json, "user", usage.user());
            if (!usage.tags().isEmpty()) {
                json.writeObjectFieldStart("tags");
                for (Map.Entry<String, String> tag : usage.tags().entrySet()) {
                    json.writeStringField(tag.getKey(), tag.getValue());
                }
                json.writeEndObject();
            }
            writeMeters(json, usage.meters());
            json.writeObjectFieldStart("provenance");
            json.writeStringField("input", usage.inputProvenance().id());
            json.writeStringField("output", usage.outputProvenance().id());
            json.writeEndObject();
            writeCapabilities(json, usage.capabilitiesUsed());
            if (usage.aborted()) {
                json.writeBooleanField("aborted", true);
            }
            FurtherFacts.write(json, usage.providerStatedCost(), usage.measured());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed for event " + usage.id(), e);
        }
        return bytes.toByteArray();
    }

    private static void writeIfPresent(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void writeMeters(JsonGenerator json, Meters meters) throws IOException {
        json.writeObjectFieldStart("meters");
        for (Meter meter : Meter.builtIn()) {
            if (meters.quantity(meter) != 0) {
                json.writeNumberField(meter.id(), meters.quantity(meter));
            }
        }
        for (Map.Entry<Meter, Long> further : meters.further().entrySet()) {
            json.writeNumberField(further.getKey().id(), further.getValue());
        }
        json.writeEndObject();
    }

    private static void writeCapabilities(JsonGenerator json, Set<Capability> capabilities) throws IOException {
        if (!capabilities.isEmpty()) {
            json.writeArrayFieldStart("capabilities_used");
            for (Capability capability : capabilities) {
                json.writeString(capability.id());
            }
            json.writeEndArray();
        }
    }

    /**
     * Reads a record of the topic.
     *
     * @throws UnreadableRecordException where it is not one: what is missing or wrong is in the message
     */
    public static MeteredUsage read(byte[] bytes) throws UnreadableRecordException {
        var fields = new Fields();
        try (JsonParser json = JSON.createParser(bytes)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, "the record");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                fields.take(name, value, json);
            }
            return fields.usage();
        } catch (IOException | DateTimeParseException | IllegalArgumentException e) {
            throw new UnreadableRecordException("not a metered usage record: " + e.getMessage(), e);
        }
    }

    static void expect(@Nullable JsonToken actual, JsonToken expected, String where) throws IOException {
        if (actual != expected) {
            throw new IOException(where + " is " + actual + ", not " + expected);
        }
    }

    static String text(String name, JsonToken token, JsonParser json) throws IOException {
        expect(token, JsonToken.VALUE_STRING, name);
        return json.getText();
    }

    static long count(String name, JsonToken token, JsonParser json) throws IOException {
        expect(token, JsonToken.VALUE_NUMBER_INT, name);
        return json.getLongValue();
    }

    /** The fields of one record while it is read. Unknown ones are skipped: a newer ingest may say more. */
    private static final class Fields {
        private final Meters.Builder meters = Meters.builder();
        private Map<String, String> tags = Map.of();
        private @Nullable String tenant;
        private @Nullable String source;
        private @Nullable String id;
        private @Nullable String type;
        private @Nullable UUID fingerprint;
        private @Nullable Instant occurredAt;
        private @Nullable Instant receivedAt;
        private @Nullable String provider;
        private @Nullable String model;
        private @Nullable String serviceTier;
        private @Nullable String region;
        private @Nullable String reasoningEffort;
        private @Nullable String team;
        private @Nullable String project;
        private @Nullable String app;
        private @Nullable String environment;
        private @Nullable String user;
        private @Nullable Provenance inputProvenance;
        private @Nullable Provenance outputProvenance;
        private Set<Capability> capabilitiesUsed = Set.of();
        private boolean aborted;
        private final FurtherFacts facts = new FurtherFacts();

        void take(String name, JsonToken token, JsonParser json) throws IOException {
            switch (name) {
                case "tenant" -> tenant = text(name, token, json);
                case "source" -> source = text(name, token, json);
                case "id" -> id = text(name, token, json);
                case "type" -> type = text(name, token, json);
                case "fingerprint" -> fingerprint = UUID.fromString(text(name, token, json));
                case "occurred_at" -> occurredAt = Instant.parse(text(name, token, json));
                case "received_at" -> receivedAt = Instant.parse(text(name, token, json));
                case "provider" -> provider = text(name, token, json);
                case "model" -> model = text(name, token, json);
                case "service_tier" -> serviceTier = text(name, token, json);
                case "region" -> region = text(name, token, json);
                case "reasoning_effort" -> reasoningEffort = text(name, token, json);
                case "team" -> team = text(name, token, json);
                case "project" -> project = text(name, token, json);
                case "app" -> app = text(name, token, json);
                case "environment" -> environment = text(name, token, json);
                case "user" -> user = text(name, token, json);
                case "tags" -> tags = tags(token, json);
                case "meters" -> meters(token, json);
                case "provenance" -> provenance(token, json);
                case "capabilities_used" -> capabilitiesUsed = capabilities(token, json);
                case "aborted" -> aborted = flag(name, token);
                default -> facts.take(name, token, json);
            }
        }

        private static Map<String, String> tags(JsonToken token, JsonParser json) throws IOException {
            expect(token, JsonToken.START_OBJECT, "tags");
            var tags = new TreeMap<String, String>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                tags.put(key, text("tags." + key, json.nextToken(), json));
            }
            return tags;
        }

        private void meters(JsonToken token, JsonParser json) throws IOException {
            expect(token, JsonToken.START_OBJECT, "meters");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                Meter meter = Meter.of(name);
                meters.set(meter, count("meters." + name, json.nextToken(), json));
            }
        }

        private static boolean flag(String name, JsonToken token) throws IOException {
            if (!token.isBoolean()) {
                throw new IOException(name + " is " + token + ", not a flag");
            }
            return token == JsonToken.VALUE_TRUE;
        }

        /** An unknown one is refused: left out, the request would seem to need less than it does. */
        private static Set<Capability> capabilities(JsonToken token, JsonParser json) throws IOException {
            expect(token, JsonToken.START_ARRAY, "capabilities_used");
            var capabilities = EnumSet.noneOf(Capability.class);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                capabilities.add(Capability.byId(text("capabilities_used", json.currentToken(), json)));
            }
            return capabilities;
        }

        private void provenance(JsonToken token, JsonParser json) throws IOException {
            expect(token, JsonToken.START_OBJECT, "provenance");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                Provenance provenance = Provenance.byId(text("provenance." + name, json.nextToken(), json));
                switch (name) {
                    case "input" -> inputProvenance = provenance;
                    case "output" -> outputProvenance = provenance;
                    default -> throw new IOException("unknown count '" + name + "' in provenance");
                }
            }
        }

        MeteredUsage usage() throws IOException {
            return new MeteredUsage(
                    required("tenant", tenant),
                    required("source", source),
                    required("id", id),
                    required("type", type),
                    required("fingerprint", fingerprint),
                    required("occurred_at", occurredAt),
                    required("received_at", receivedAt),
                    required("provider", provider),
                    required("model", model),
                    required("service_tier", serviceTier),
                    region,
                    reasoningEffort,
                    team,
                    project,
                    app,
                    environment,
                    user,
                    tags,
                    meters.build(),
                    required("provenance.input", inputProvenance),
                    required("provenance.output", outputProvenance),
                    capabilitiesUsed,
                    aborted,
                    facts.statedCost(),
                    facts.measured());
        }

        private static <T> T required(String name, @Nullable T value) throws IOException {
            if (value == null) {
                throw new IOException("'" + name + "' is missing");
            }
            return value;
        }
    }
}
