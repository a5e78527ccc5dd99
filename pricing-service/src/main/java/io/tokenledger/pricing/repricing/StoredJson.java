package io.tokenledger.pricing.repricing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.pricing.ledger.DimensionScope;
import io.tokenledger.pricing.ledger.DimensionScope.Field;
import io.tokenledger.pricing.ledger.StandingEvents.Mark;
import io.tokenledger.pricing.repricing.ScopePages.Position;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of a repricing that are jsonb. Amounts are text in them, so that no reader makes them inexact. */
final class StoredJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredJson() {}

    static String scope(DimensionScope scope) {
        ObjectNode json = JSON.createObjectNode();
        scope.byName().forEach(json::put);
        return json.toString();
    }

    static DimensionScope readScope(String text) throws SQLException {
        JsonNode json = read(text);
        var values = new EnumMap<Field, String>(Field.class);
        for (Field field : Field.values()) {
            if (json.has(field.id())) {
                values.put(field, json.get(field.id()).textValue());
            }
        }
        return new DimensionScope(values);
    }

    static String differences(Map<String, BigInteger> picoByCurrency) {
        ObjectNode json = JSON.createObjectNode();
        picoByCurrency.forEach((currency, pico) -> json.put(currency, pico.toString()));
        return json.toString();
    }

    static Map<String, BigInteger> readDifferences(String text) throws SQLException {
        var picoByCurrency = new TreeMap<String, BigInteger>();
        for (var member : read(text).properties()) {
            picoByCurrency.put(member.getKey(), new BigInteger(member.getValue().textValue()));
        }
        return picoByCurrency;
    }

    static @Nullable String position(@Nullable Position position) {
        if (position == null) {
            return null;
        }
        ObjectNode json = JSON.createObjectNode().put("tenant", position.tenant());
        Mark mark = position.mark();
        if (mark != null) {
            json.put("occurred_at", mark.occurredAt().toString())
                    .put("event_key", mark.eventKey().toString());
        }
        return json.toString();
    }

    static Position readPosition(String text) throws SQLException {
        JsonNode json = read(text);
        Mark mark = json.has("event_key")
                ? new Mark(
                        OffsetDateTime.parse(json.get("occurred_at").textValue()),
                        UUID.fromString(json.get("event_key").textValue()))
                : null;
        return new Position(json.get("tenant").textValue(), mark);
    }

    private static JsonNode read(String text) throws SQLException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new SQLException("ledger.repricing holds what is no JSON", e);
        }
    }
}
