package io.tokenledger.report.statement;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.report.costcenter.CostCenter.View;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.statement.StoredStatement.Status;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;

/** What of a document stands in the columns beside it. Pure. */
final class DocumentRow {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private DocumentRow() {}

    /** A document that is kept; one that is not has no id. */
    static StoredStatement of(JsonNode document, String hash) {
        JsonNode total = document.at("/totals/total");
        return new StoredStatement(
                text(document, "/tenant"),
                UUID.fromString(text(document, "/id")),
                text(document, "/period/id"),
                OffsetDateTime.parse(text(document, "/period/from")).toInstant(),
                OffsetDateTime.parse(text(document, "/period/to")).toInstant(),
                text(document, "/cost_center/code"),
                document.path("version").intValue(),
                Status.valueOf(text(document, "/status").toUpperCase(Locale.ROOT)),
                document.path("number").isNull()
                        ? null
                        : document.path("number").longValue(),
                View.valueOf(text(document, "/cost_center/view").toUpperCase(Locale.ROOT)),
                text(document, "/currency"),
                new BigDecimal(text(total, "/amount")),
                text(document, "/book_currency"),
                Money.pico(text(total, "/book_amount")),
                hash,
                document.path("previous_hash").textValue(),
                text(document, "/author"),
                Instant.parse(text(document, "/created_at")));
    }

    private static String text(JsonNode node, String pointer) {
        JsonNode value = node.at(pointer);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("a statement without " + pointer);
        }
        return value.textValue();
    }

    /** Refuses what is not JSON. */
    static JsonNode parse(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException notJson) {
            throw new IllegalArgumentException(notJson.getMessage(), notJson);
        }
    }
}
