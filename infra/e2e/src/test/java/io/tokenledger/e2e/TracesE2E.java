package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.restassured.path.json.JsonPath;
import io.tokenledger.stack.LocalStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application instrumented with OpenTelemetry's own SDK, from its spans to the ledger. */
@ExtendWith(Suite.class)
class TracesE2E {
    private static final String TENANT = "traces";
    private static final String SOURCE = "otel/checkout-bot";
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";
    private static final Instant CALLED_AT = Instant.parse("2025-07-01T10:00:00Z");

    /** o4-mini: 90 x $1.10 + 10 x $0.275 + 50 x $4.40 per million. */
    private static final String COST = "0.00032175";

    private static final String COST_OF_BOTH = "0.0006435";

    private static final String SPAN_WITHOUT_USAGE = """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"tokenledger.tenant","value":{"stringValue":"traces-json"}}]},
             "scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174",
              "startTimeUnixNano":"1751364000000000000","attributes":[
               {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
               {"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},
               {"key":"gen_ai.request.model","value":{"stringValue":"o4-mini"}}]}]}]}]}""";

    /** Keeps what the SDK made, so that the very same spans can be exported again. */
    private static final class Kept implements SpanExporter {
        private final List<SpanData> spans = new ArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Test
    void spansThatAreExportedTwiceAreBookedOnce(LocalStack stack) {
        List<SpanData> spans = agentWithTwoCalls();
        assertThat(spans).hasSize(4);
        try (OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(stack.ingestUrl() + "/v1/traces")
                .setCompression("gzip")
                .addHeader("Tokenledger-Tenant", TENANT)
                .build()) {
            for (int i = 0; i < 2; i++) {
                CompletableResultCode result = exporter.export(spans).join(30, TimeUnit.SECONDS);
                assertThat(result.isSuccess()).isTrue();
            }
        }

        awaitIntake(stack, 2, 2);
        for (SpanData span : spans) {
            if (span.getName().startsWith("chat")) {
                JsonPath booked = booked(stack, span.getTraceId() + "-" + span.getSpanId());
                assertThat(booked.getList("entries")).hasSize(1);
                assertThat(booked.getString("entries[0].cost")).isEqualTo(COST);
                assertThat(booked.getString("entries[0].occurred_at")).isEqualTo("2025-07-01T10:00:00Z");
                assertThat(booked.getInt("entries[0].cached_input_tokens")).isEqualTo(10);
                assertThat(booked.getInt("entries[0].reasoning_tokens")).isEqualTo(20);
            }
        }
        given().baseUri(stack.reportUrl())
                .queryParam("from", "2025-07-01")
                .queryParam("to", "2025-07-02")
                .queryParam("group_by", "team,app")
                .queryParam("filter.tenant", TENANT)
                .get("/v1/chargeback")
                .then()
                .statusCode(200)
                .body("lines", hasSize(1))
                .body("lines[0].group.team", equalTo("search"))
                .body("lines[0].group.app", equalTo("checkout-bot"))
                .body("lines[0].requests", equalTo(2))
                .body("lines[0].cost", equalTo(COST_OF_BOTH));
    }

    /** The agent's span carries the sum of its calls, and a request to a shop nothing at all. */
    private static List<SpanData> agentWithTwoCalls() {
        var kept = new Kept();
        Resource resource = Resource.create(Attributes.of(
                AttributeKey.stringKey("service.name"), "checkout-bot", AttributeKey.stringKey("team"), "search"));
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(resource)
                .addSpanProcessor(SimpleSpanProcessor.create(kept))
                .build()) {
            Tracer tracer = provider.get("checkout");
            Span agent = call(tracer.spanBuilder("invoke_agent shopper"), "invoke_agent", 2);
            Context below = Context.root().with(agent);
            for (int i = 0; i < 2; i++) {
                call(tracer.spanBuilder("chat o4-mini").setParent(below), "chat", 1)
                        .end();
            }
            tracer.spanBuilder("GET /shop").setParent(below).startSpan().end();
            agent.end();
        }
        return kept.spans;
    }

    private static Span call(SpanBuilder span, String operation, int times) {
        return span.setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(CALLED_AT)
                .setAttribute("gen_ai.operation.name", operation)
                .setAttribute("gen_ai.provider.name", "openai")
                .setAttribute("gen_ai.request.model", "o4-mini")
                .setAttribute("gen_ai.response.model", "o4-mini-2025-04-16")
                .setAttribute("gen_ai.usage.input_tokens", 100L * times)
                .setAttribute("gen_ai.usage.cache_read.input_tokens", 10L * times)
                .setAttribute("gen_ai.usage.output_tokens", 50L * times)
                .setAttribute("gen_ai.usage.reasoning.output_tokens", 20L * times)
                .startSpan();
    }

    @Test
    void rejectedSpansAreToldInThePartialSuccessAndKept(LocalStack stack) throws Exception {
        HttpResponse<String> answer = post(stack, JSON, null, SPAN_WITHOUT_USAGE.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(JSON));
        var partial = JsonPath.from(answer.body());
        assertThat(partial.getString("partialSuccess.rejectedSpans")).isEqualTo("1");
        assertThat(partial.getString("partialSuccess.errorMessage"))
                .contains("1 of 1", "5b8efff798038103d269b633813fc60c-eee19b7ec3c1b174", "usage.missing");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().baseUri(stack.reportUrl())
                        .queryParam("filter.tenant", "traces-json")
                        .get("/v1/intake")
                        .then()
                        .body("total.rejected", equalTo(1)));
    }

    @Test
    void whatCannotBeReadIsRefusedInTheRequestsEncoding(LocalStack stack) throws Exception {
        byte[] nonsense = {0x0a, 0x7f, 0x01};
        assertRefused(post(stack, JSON, null, nonsense), 400, JSON);
        assertRefused(post(stack, PROTOBUF, null, nonsense), 400, PROTOBUF);
        assertRefused(post(stack, PROTOBUF, "gzip", nonsense), 400, PROTOBUF);
        assertRefused(post(stack, PROTOBUF, "br", nonsense), 415, PROTOBUF);
        assertRefused(post(stack, "text/plain", null, nonsense), 415, JSON);
        assertRefused(post(stack, PROTOBUF, "gzip", gzip(new byte[33 * 1024 * 1024])), 413, PROTOBUF);
        assertRefused(post(stack, PROTOBUF, null, new byte[33 * 1024 * 1024]), 413, PROTOBUF);
    }

    @Test
    void nothingToDoIsAFullSuccess(LocalStack stack) throws Exception {
        HttpResponse<String> empty = post(stack, PROTOBUF, null, new byte[0]);
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
        HttpResponse<String> json = post(stack, JSON, "gzip", gzip("{}".getBytes(StandardCharsets.UTF_8)));
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.body()).isEqualTo("{}");
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String mediaType) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(mediaType));
    }

    private static HttpResponse<String> post(LocalStack stack, String mediaType, @Nullable String encoding, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(stack.ingestUrl() + "/v1/traces"))
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (encoding != null) {
            request.header("Content-Encoding", encoding);
        }
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static JsonPath booked(LocalStack stack, String id) {
        return given().baseUri(stack.pricingUrl())
                .queryParam("tenant", TENANT)
                .queryParam("source", SOURCE)
                .queryParam("id", id)
                .get("/v1/ledger/events")
                .jsonPath();
    }

    private static void awaitIntake(LocalStack stack, int priced, int duplicates) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().baseUri(stack.reportUrl())
                        .queryParam("filter.tenant", TENANT)
                        .get("/v1/intake")
                        .then()
                        .statusCode(200)
                        .body("total.priced", equalTo(priced))
                        .body("total.duplicates", equalTo(duplicates))
                        .body("total.conflicts", equalTo(0)));
    }
}
