package io.tokenledger.report.focus;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A charge as the file tells it. Null: the column does not apply. Filled by one thread, then read. */
public final class FocusRow {
    private final Map<FocusColumn, Object> values = new EnumMap<>(FocusColumn.class);

    /** Null where it does not apply. */
    public @Nullable Object get(FocusColumn column) {
        return values.get(column);
    }

    /** Null and empty: does not apply. */
    FocusRow text(FocusColumn column, @Nullable String text) {
        return put(column, text == null || text.isEmpty() ? null : text);
    }

    FocusRow decimal(FocusColumn column, BigDecimal value) {
        return put(column, value);
    }

    FocusRow count(FocusColumn column, long value) {
        return put(column, value);
    }

    FocusRow time(FocusColumn column, Instant value) {
        return put(column, value);
    }

    /** An object of texts; without any it does not apply. */
    FocusRow json(FocusColumn column, Map<String, String> object) {
        if (object.isEmpty()) {
            return put(column, null);
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        object.forEach(json::put);
        return put(column, json.toString());
    }

    /** A JSON object that is written already. */
    FocusRow writtenJson(FocusColumn column, String object) {
        return put(column, object);
    }

    private FocusRow put(FocusColumn column, @Nullable Object value) {
        if (value == null) {
            values.remove(column);
        } else if (column.type().holds(value)) {
            values.put(column, value);
        } else {
            throw new IllegalArgumentException(column + " holds " + column.type() + ", not " + value);
        }
        return this;
    }
}
