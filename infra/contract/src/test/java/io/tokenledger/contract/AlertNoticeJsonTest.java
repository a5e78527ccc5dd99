package io.tokenledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertNoticeJsonTest {
    private static final AlertNotice NOTICE = new AlertNotice(
            UUID.fromString("5c3d2b1a-0000-8000-8000-000000000001"),
            UUID.fromString("5c3d2b1a-0000-8000-8000-0000000000aa"),
            AlertNotice.Event.FIRING,
            "acme",
            "budget_threshold",
            "warning",
            "search 2026 is at 80 %",
            "804.5 of 1000 USD\nsince 10:15",
            new AlertNotice.Subject("budget", UUID.fromString("11111111-2222-4333-8444-555555555555"), "search 2026"),
            Map.of("team", List.of("search"), "app", List.of("ranker", "indexer")),
            new AlertNotice.Period(
                    Instant.parse("2026-10-31T23:00:00Z"), Instant.parse("2026-11-30T23:00:00Z"), "Europe/Berlin"),
            figures(),
            Instant.parse("2026-11-20T10:15:30Z"),
            Instant.parse("2026-11-20T10:15:31.250Z"),
            new AlertNotice.Crossing("checkout-bot", "8c6f", Instant.parse("2026-11-20T10:15:29Z")),
            List.of(new AlertNotice.Contributor(Map.of("app", "ranker", "model", "o3"), "512.25", "USD", "0.6367")),
            "http://127.0.0.1:8083/alerts/5c3d2b1a-0000-8000-8000-0000000000aa");

    @Test
    void noticeIsWrittenAsTheGoldenJsonAndReadBack() throws Exception {
        assertThat(text(AlertNoticeJson.write(NOTICE))).isEqualTo(golden());
        assertThat(AlertNoticeJson.read(bytes(golden()))).isEqualTo(NOTICE);
        assertThat(schema().validate(golden(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void figuresKeepTheirOrder() throws Exception {
        assertThat(AlertNoticeJson.read(bytes(golden())).figures().keySet())
                .containsExactly("spent", "limit", "currency", "percent");
    }

    @Test
    void severalAreAnArrayOfTheSame() throws Exception {
        assertThat(text(AlertNoticeJson.write(List.of(NOTICE, NOTICE))))
                .isEqualTo("[" + golden() + "," + golden() + "]");
    }

    @Test
    void whatThereIsNoneOfIsLeftOutAndReadAsNull() throws Exception {
        String bare = golden().replaceAll("\"(period|crossing)\":\\{[^}]*},", "");
        AlertNotice notice = AlertNoticeJson.read(bytes(bare));
        assertThat(notice.period()).isNull();
        assertThat(notice.crossing()).isNull();
        assertThat(text(AlertNoticeJson.write(notice))).isEqualTo(bare);
        assertThat(schema().validate(bare, InputFormat.JSON)).isEmpty();
    }

    @Test
    void whatANewerSenderSaysMoreIsPassedOver() throws Exception {
        String more = golden().replaceFirst("}$", ",\"colour\":\"red\",\"rank\":7,\"old\":null,\"more\":{\"a\":[1]}}");
        assertThat(AlertNoticeJson.read(bytes(more))).isEqualTo(NOTICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notice_id", "event", "subject", "name", "scope", "figures", "since", "share", "link"})
    void noticeWithoutAFieldIsRefusedByName(String field) throws Exception {
        String without = golden().replace("\"" + field + "\":", "\"not_" + field + "\":");
        assertThatThrownBy(() -> AlertNoticeJson.read(bytes(without)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining(field + "' is missing");
        assertThat(schema().validate(without, InputFormat.JSON)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "7", "", "{\"notice_id\":\"x\"}"})
    void whatIsNoNoticeIsRefused(String json) {
        assertThatThrownBy(() -> AlertNoticeJson.read(bytes(json))).isInstanceOf(UnreadableRecordException.class);
    }

    private static Map<String, String> figures() {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("spent", "804.500000000001");
        figures.put("limit", "1000");
        figures.put("currency", "USD");
        figures.put("percent", "80.45");
        return figures;
    }

    private static String golden() throws IOException {
        return text(resource("/golden/alert-notice.json")).strip();
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(text(resource("/io/tokenledger/contract/alert-notice.schema.json")));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(AlertNoticeJsonTest.class.getResourceAsStream(name), name)) {
            return stream.readAllBytes();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
