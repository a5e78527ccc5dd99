package io.tokenledger.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.UnknownFieldSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tokenledger.contract.Topics;
import io.tokenledger.ingest.IngestSettings;
import io.tokenledger.ingest.TracesSettings;
import io.tokenledger.ingest.kafka.OutcomePublisher;
import io.tokenledger.ingest.metrics.IngestMetrics;
import io.tokenledger.ingest.otlp.Spans;
import io.tokenledger.ingest.pipeline.Deliveries;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The endpoint without its framework: what is published, and what the exporter is answered. */
class TracesResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> AS_JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> AS_PROTOBUF = Map.of("Content-Type", "application/x-protobuf");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static String span(String spanId, String operation, String tokens) {
        return """
                {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"%s","startTimeUnixNano":"1763633730000000000",
                 "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"%s"}},
                  {"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},
                  {"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},
                  {"key":"gen_ai.usage.input_tokens","value":{"intValue":"%s"}},
                  {"key":"gen_ai.usage.output_tokens","value":{"intValue":"5"}}]}""".formatted(spanId, operation, tokens);
    }

    /** Two calls of which one is wrong, and an agent. */
    private static String export(String tenant) {
        return """
                {"resourceSpans":[{"resource":{"attributes":[
                   {"key":"tokenledger.tenant","value":{"stringValue":"%s"}},
                   {"key":"enduser.id","value":{"stringValue":"u42"}},{"key":"team","value":{"stringValue":"search"}}]},
                  "scopeSpans":[{"spans":[%s,%s,%s]}]}]}""".formatted(
                        tenant,
                        span("00000000000000a1", "chat", "10"),
                        span("00000000000000a2", "chat", "-10"),
                        span("00000000000000a3", "invoke_agent", "20"));
    }

    private TracesResource resource(MockProducer<byte[], byte[]> producer, Map<String, String> further) {
        var builder = new SmallRyeConfigBuilder()
                .withMapping(IngestSettings.class)
                .withMapping(TracesSettings.class)
                .withDefaultValue("tokenledger.ingest.kafka", "nowhere:1")
                .withDefaultValue("tokenledger.ingest.http-timeout", "50ms")
                .withDefaultValue("tokenledger.ingest.max-request-bytes", "100000");
        further.forEach(builder::withDefaultValue);
        SmallRyeConfig config = builder.withDefaultValue("tokenledger.ingest.max-batch-events", "2")
                .addDiscoveredConverters()
                .build();
        IngestSettings settings = config.getConfigMapping(IngestSettings.class);
        return new TracesResource(
                Deliveries.pipeline(),
                new HttpPublication(new OutcomePublisher(() -> producer, 1), new IngestMetrics(registry), settings),
                new RequestTenant(settings),
                settings,
                config.getConfigMapping(TracesSettings.class),
                registry);
    }

    private static MockProducer<byte[], byte[]> kafka(boolean acknowledges) {
        return new MockProducer<>(acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static HttpHeaders headers(Map<String, String> headers) {
        return (HttpHeaders) Proxy.newProxyInstance(
                TracesResourceTest.class.getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getHeaderString");
                    return headers.get(arguments[0]);
                });
    }

    private static JsonNode published(MockProducer<byte[], byte[]> producer, String topic) throws IOException {
        var records = new ArrayList<JsonNode>();
        for (ProducerRecord<byte[], byte[]> record : producer.history()) {
            if (record.topic().equals(topic)) {
                records.add(JSON.readTree(record.value()));
            }
        }
        assertThat(records).as(topic).hasSize(1);
        return records.getFirst();
    }

    private static byte[] entity(Response answer) {
        return answer.getEntity() instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : (byte[]) answer.getEntity();
    }

    @Test
    void callsArePublishedRejectedOnesToldAndOthersIgnored() throws Exception {
        var producer = kafka(true);
        byte[] body = Spans.protobuf(JSON.readTree(export("acme")));
        Response answer = resource(producer, Map.of())
                .accept(
                        gzip(body),
                        headers(Map.of("Content-Type", "application/x-protobuf", "Content-Encoding", "gzip")));

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getMediaType()).hasToString("application/x-protobuf");
        var partial = ExportTraceServiceResponse.parseFrom(entity(answer)).getPartialSuccess();
        assertThat(partial.getRejectedSpans()).isEqualTo(1);
        assertThat(partial.getErrorMessage())
                .contains("1 of 2", "5b8efff798038103d269b633813fc60c-00000000000000a2", "count.negative", "-10");
        JsonNode metered = published(producer, Topics.USAGE_METERED);
        assertThat(metered.path("tenant").asText()).isEqualTo("acme");
        assertThat(metered.path("team").asText()).isEqualTo("search");
        assertThat(metered.path("user").asText()).isEqualTo("u42");
        assertThat(metered.at("/meters/input").asLong()).isEqualTo(10);
        assertThat(published(producer, Topics.USAGE_REJECTED).path("code").asText())
                .isEqualTo("count.negative");
        assertThat(registry.counter("tokenledger.ingest.spans.ignored").count()).isEqualTo(1);
        assertThat(registry.counter("tokenledger.ingest.events", "outcome", "accepted", "door", "traces")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theHeadersTenantComesBeforeTheAttributeAndTheStandingOneLast() throws Exception {
        var producer = kafka(true);
        Map<String, String> named = Map.of("Content-Type", "application/json", RequestTenant.HEADER, "header");
        resource(producer, Map.of()).accept(Spans.json(export("acme")), headers(named));
        assertThat(published(producer, Topics.USAGE_METERED).path("tenant").asText())
                .isEqualTo("header");
        assertThat(published(producer, Topics.USAGE_REJECTED).path("tenant").asText())
                .isEqualTo("header");

        var standing = kafka(true);
        resource(standing, Map.of("tokenledger.ingest.default-tenant", "standing"))
                .accept(Spans.json(export(" ")), headers(AS_JSON));
        assertThat(published(standing, Topics.USAGE_METERED).path("tenant").asText())
                .isEqualTo("standing");
    }

    @Test
    void withoutTenantThePartialSuccessSaysWhatToSet() throws Exception {
        Response answer = resource(kafka(true), Map.of()).accept(Spans.json(export(" ")), headers(AS_JSON));
        JsonNode partial = JSON.readTree(entity(answer)).path("partialSuccess");
        assertThat(partial.path("rejectedSpans").asText()).isEqualTo("2");
        assertThat(partial.path("errorMessage").asText())
                .contains("tenant.missing", "Tokenledger-Tenant", "tokenledger.tenant");
    }

    @Test
    void whereKafkaDoesNotAcknowledgeTheExporterIsToComeBack() throws Exception {
        Response answer = resource(kafka(false), Map.of()).accept(Spans.json(export("acme")), headers(AS_JSON));
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("5");
        assertThat(answer.getMediaType()).hasToString("application/json");
        assertThat(JSON.readTree(entity(answer)).path("code").asInt()).isEqualTo(14);
        assertThat(JSON.readTree(entity(answer)).path("message").asText()).startsWith("kafka.unavailable: ");
    }

    @Test
    void nothingIsPublishedOfARequestThatIsRefused() throws Exception {
        var producer = kafka(true);
        TracesResource resource = resource(producer, Map.of());
        byte[] nonsense = {0x0a, 0x7f};
        assertRefused(resource.accept(nonsense, headers(AS_PROTOBUF)), 400, 3, "otlp.malformed");
        assertRefused(resource.accept(new byte[100_001], headers(AS_PROTOBUF)), 413, 8, "request.too_large");
        assertRefused(resource.accept(gzip(new byte[100_001]), headers(encoded("gzip"))), 413, 8, "request.too_large");
        assertRefused(resource.accept(nonsense, headers(encoded("gzip"))), 400, 3, "content_encoding.invalid");
        assertRefused(resource.accept(nonsense, headers(encoded("zstd"))), 415, 12, "content_encoding.unsupported");
        String three = export("acme").replace("invoke_agent", "chat");
        assertRefused(
                resource.accept(Spans.protobuf(JSON.readTree(three)), headers(AS_PROTOBUF)), 413, 8, "batch.too_large");
        Response unknown = resource.accept(nonsense, headers(Map.of("Content-Type", "text/plain")));
        assertThat(unknown.getStatus()).isEqualTo(415);
        assertThat(JSON.readTree(entity(unknown)).path("code").asInt()).isEqualTo(12);
        assertThat(producer.history()).isEmpty();
    }

    private static Map<String, String> encoded(String encoding) {
        return Map.of("Content-Type", "application/x-protobuf", "Content-Encoding", encoding);
    }

    private static void assertRefused(Response answer, int status, long code, String reason) throws IOException {
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getMediaType()).hasToString("application/x-protobuf");
        var message = UnknownFieldSet.parseFrom(entity(answer));
        assertThat(message.getField(1).getVarintList()).isEqualTo(List.of(code));
        assertThat(message.getField(2).getLengthDelimitedList().getFirst().toStringUtf8())
                .startsWith(reason + ": ");
    }

    @Test
    void anEmptyExportIsAFullSuccess() {
        Response answer = resource(kafka(false), Map.of()).accept(null, headers(AS_PROTOBUF));
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(entity(answer)).isEmpty();
        assertThat(new String(
                        entity(resource(kafka(false), Map.of()).accept(Spans.json("{}"), headers(AS_JSON))),
                        StandardCharsets.UTF_8))
                .isEqualTo("{}");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }
}
