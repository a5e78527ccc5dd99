package io.tokenledger.ingest.otlp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whose a span is: attributes of the span before those of its resource. */
record SpanAttribution(SpanAttributes span, SpanAttributes resource) {

    /** The first of these attributes that is there. */
    @Nullable
    String label(List<String> names) {
        String onSpan = first(span, names);
        return onSpan == null ? first(resource, names) : onSpan;
    }

    /** Writes all of it but the tenant. */
    void write(SpanKeys keys, ObjectNode data) {
        put(data, "team", label(keys.team()));
        put(data, "project", label(keys.project()));
        put(data, "app", label(keys.app()));
        put(data, "environment", label(keys.environment()));
        put(data, "user", label(keys.user()));
        put(data, "region", label(keys.region()));
        var tags = tags(keys);
        if (!tags.isEmpty()) {
            ObjectNode json = data.putObject("tags");
            tags.forEach(json::put);
        }
    }

    private TreeMap<String, String> tags(SpanKeys keys) {
        var tags = new TreeMap<String, String>();
        for (SpanAttributes attributes : List.of(resource, span)) {
            for (String name : attributes.names()) {
                String value = attributes.label(name);
                if (value != null && name.startsWith(SpanKeys.TAG_PREFIX)) {
                    tags.put(name.substring(SpanKeys.TAG_PREFIX.length()), value);
                } else if (value != null && keys.tags().contains(name)) {
                    tags.put(name, value);
                }
            }
        }
        return tags;
    }

    private static void put(ObjectNode data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }

    private static @Nullable String first(SpanAttributes attributes, List<String> names) {
        for (String name : names) {
            String label = attributes.label(name);
            if (label != null) {
                return label;
            }
        }
        return null;
    }
}
