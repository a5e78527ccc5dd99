package io.tokenledger.report.costcenter;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Usage that is to be tried on the rules. Pure.
 *
 * @param at when it is accounted, as it was written; null: now
 */
record TrialForm(String tenant, @Nullable String at, List<UsageAttributes> events) {
    private static final int MOST_EVENTS = 100;

    static TrialForm read(JsonFields body) {
        body.onlyOf("tenant", "at", "event", "events");
        List<JsonFields> asked = new ArrayList<>(body.objects("events"));
        JsonFields event = body.object("event");
        if (event != null) {
            asked.addFirst(event);
        }
        if (asked.isEmpty() || asked.size() > MOST_EVENTS) {
            throw ReportError.FIELD_INVALID.because(
                    "event and events name " + asked.size() + " events: 1 to " + MOST_EVENTS + " are expected");
        }
        return new TrialForm(
                body.storableText("tenant"),
                body.text("at"),
                asked.stream().map(TrialForm::usage).toList());
    }

    private static UsageAttributes usage(JsonFields event) {
        event.onlyOf("team", "project", "app", "environment", "user", "key", "tags");
        Map<String, String> tags = new HashMap<>();
        JsonFields given = event.object("tags");
        if (given != null) {
            given.names().forEach(key -> put(tags, key, given.text(key)));
        }
        put(tags, Condition.KEY_TAG, event.text("key"));
        return new UsageAttributes(
                event.text("team"),
                event.text("project"),
                event.text("app"),
                event.text("environment"),
                event.text("user"),
                Map.copyOf(tags));
    }

    private static void put(Map<String, String> tags, String key, @Nullable String value) {
        if (value != null) {
            tags.put(key, value);
        }
    }
}
