package io.tokenledger.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpEncodingTest {
    @Test
    void jsonTakesEveryFormThatProtobufsJsonAllows() throws Refusal {
        ExportTraceServiceRequest request = OtlpEncoding.JSON.read(Spans.json("""
                {"unknown":[1],"resourceSpans":[{"schemaUrl":"x","resource":{"droppedAttributesCount":0},"scopeSpans":[{
                  "scope":{"name":"s"},"spans":[
                   {"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174","startTimeUnixNano":17,
                    "kind":3,"status":{"code":2},"attributes":[
                     {"key":"a","value":{"intValue":"-7"}},{"key":"b","value":{"intValue":8}},
                     {"key":"c","value":{"arrayValue":{"values":[{"boolValue":true}]}}},{"key":"d","value":{}},
                     {"key":"e","value":{"kvlistValue":{"values":[{"key":"f","value":{"doubleValue":0.5}}]}}},
                     {"key":"g","value":{"bytesValue":"AQ=="}},{"key":"h","value":null},
                     {"key":"i","value":{"intValue":null}}]},
                   {"startTimeUnixNano":"18446744073709551615","status":{"code":"STATUS_CODE_ERROR"},"links":[{}]}]}]}]}"""));

        Span first = request.getResourceSpans(0).getScopeSpans(0).getSpans(0);
        Span second = request.getResourceSpans(0).getScopeSpans(0).getSpans(1);
        assertThat(first.getTraceId()).isEqualTo(ByteString.fromHex("5b8efff798038103d269b633813fc60c"));
        assertThat(first.getStartTimeUnixNano()).isEqualTo(17);
        assertThat(first.getStatus().getCodeValue()).isEqualTo(2);
        assertThat(first.getAttributes(0).getValue().getIntValue()).isEqualTo(-7);
        assertThat(first.getAttributes(1).getValue().getIntValue()).isEqualTo(8);
        assertThat(first.getAttributes(2)
                        .getValue()
                        .getArrayValue()
                        .getValues(0)
                        .getBoolValue())
                .isTrue();
        assertThat(first.getAttributes(4)
                        .getValue()
                        .getKvlistValue()
                        .getValues(0)
                        .getKey())
                .isEqualTo("f");
        assertThat(first.getAttributes(5).getValue().getBytesValue().byteAt(0)).isEqualTo((byte) 1);
        assertThat(second.getStartTimeUnixNano()).isEqualTo(-1); // All 64 bits, unsigned.
        assertThat(second.getStatus().getCodeValue()).isEqualTo(2);
        assertThat(second.getSpanId()).isEqualTo(ByteString.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"resourceSpans\":{}}",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"secret!\"}]}]}]}",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"startTimeUnixNano\":\"secret\"}]}]}]}",
                "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"k\",\"value\":{\"intValue\":\"secret\"}}]}}]}",
                "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"k\",\"value\":{\"bytesValue\":\"secret*\"}}]}}]}",
                "{\"resourceSpans\":[secret]}"
            })
    void jsonThatIsNoExportIsRefusedWithoutQuotingIt(String body) {
        assertRefused(OtlpEncoding.JSON, Spans.json(body));
    }

    @Test
    void protobufThatIsCutOffIsRefused() {
        byte[] cut = {0x0a, 0x7f, 0x01};
        assertRefused(OtlpEncoding.PROTOBUF, cut);
    }

    private static void assertRefused(OtlpEncoding encoding, byte[] body) {
        assertThatThrownBy(() -> encoding.read(body))
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                .satisfies(refusal -> {
                    assertThat(refusal.error()).isEqualTo(IngestError.OTLP_MALFORMED);
                    assertThat(refusal.detail()).doesNotContain("secret");
                });
    }

    @Test
    void contentTypeDecidesWhateverItsParametersAndCase() throws Refusal {
        assertThat(OtlpEncoding.of("application/x-protobuf")).isEqualTo(OtlpEncoding.PROTOBUF);
        assertThat(OtlpEncoding.of("Application/JSON; charset=utf-8")).isEqualTo(OtlpEncoding.JSON);
        assertThatThrownBy(() -> OtlpEncoding.of("text/plain"))
                .hasMessageContaining("'text/plain'")
                .hasMessageContaining("application/x-protobuf");
        assertThatThrownBy(() -> OtlpEncoding.of(null)).hasMessageContaining("no content type");
    }

    @Test
    void fullSuccessSaysNothing() {
        assertThat(OtlpEncoding.PROTOBUF.response(0, "")).isEmpty();
        assertThat(text(OtlpEncoding.JSON.response(0, ""))).isEqualTo("{}");
    }

    @Test
    void partialSuccessTellsHowManyAndWhy() throws Exception {
        var response = ExportTraceServiceResponse.parseFrom(OtlpEncoding.PROTOBUF.response(2, "why"));
        assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(2);
        assertThat(response.getPartialSuccess().getErrorMessage()).isEqualTo("why");
        assertThat(text(OtlpEncoding.JSON.response(2, "\"why\"")))
                .isEqualTo("{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"\\\"why\\\"\"}}");
    }

    /** Read without its class: field 1 of google.rpc.Status is the code, field 2 the message. */
    @Test
    void statusHasCodeAndMessage() throws Exception {
        var status = UnknownFieldSet.parseFrom(OtlpEncoding.PROTOBUF.status(14, "später"));
        assertThat(status.getField(1).getVarintList()).containsExactly(14L);
        assertThat(status.getField(2).getLengthDelimitedList()).containsExactly(ByteString.copyFromUtf8("später"));
        assertThat(text(OtlpEncoding.JSON.status(3, "m"))).isEqualTo("{\"code\":3,\"message\":\"m\"}");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
