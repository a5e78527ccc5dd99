package io.tokenledger.report.delivery.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.json.JsonFields;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the table keeps as JSON. Pure. */
final class ChannelColumns {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ChannelColumns() {}

    static String settings(Endpoint endpoint) {
        ObjectNode settings = JSON.objectNode();
        switch (endpoint) {
            case Endpoint.Webhook(var url) -> settings.put("url", url.toString());
            case Endpoint.Slack(var url) -> settings.put("url", url.toString());
            case Endpoint.Teams(var url) -> settings.put("url", url.toString());
            case Endpoint.Alertmanager(var url) -> settings.put("url", url.toString());
            case Endpoint.Email(var to) -> to.forEach(settings.putArray("to")::add);
            case Endpoint.Kafka _ -> {}
        }
        return settings.toString();
    }

    static Endpoint endpoint(ChannelType type, String json) {
        JsonNode settings = JsonFields.parse(json).copy();
        return switch (type) {
            case EMAIL ->
                new Endpoint.Email(
                        settings.path("to").valueStream().map(JsonNode::asText).toList());
            case KAFKA -> new Endpoint.Kafka();
            default -> type.at(URI.create(settings.path("url").asText()));
        };
    }

    static String secrets(List<Secret> secrets) {
        ArrayNode array = JSON.arrayNode();
        for (Secret secret : secrets) {
            Instant expiresAt = secret.expiresAt();
            array.addObject()
                    .put("secret", secret.text())
                    .put("created_at", secret.createdAt().toString())
                    .put("expires_at", expiresAt == null ? null : expiresAt.toString());
        }
        return array.toString();
    }

    static List<Secret> secrets(String json) {
        return listed("secrets", json).stream()
                .map(each -> new Secret(
                        each.requiredText("secret"),
                        Instant.parse(each.requiredText("created_at")),
                        instant(each.text("expires_at"))))
                .toList();
    }

    static String quietHours(QuietHours hours) {
        ArrayNode array = JSON.arrayNode();
        for (QuietHours.Span span : hours.spans()) {
            ObjectNode object = array.addObject();
            ArrayNode days = object.putArray("days");
            for (DayOfWeek day : span.daysInOrder()) {
                days.add(QuietHoursForm.wireName(day));
            }
            object.put("from", QuietHoursForm.wireTime(span.from()))
                    .put("to", QuietHoursForm.wireTime(span.to()))
                    .put("timezone", span.zone().getId());
        }
        return array.toString();
    }

    static QuietHours quietHours(String json) {
        return QuietHoursForm.read(JsonFields.parse("{\"quiet_hours\":" + json + "}"));
    }

    private static List<JsonFields> listed(String name, String json) {
        return JsonFields.parse("{\"" + name + "\":" + json + "}").objects(name);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
