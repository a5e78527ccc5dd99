package io.tokenledger.ingest.otlp;

import java.util.List;

/**
 * In which attributes the attribution of a span stands: of each list the first that is there counts, on the span before
 * the resource.
 *
 * @param tags attributes that become tags of the same name; beside them every {@code tokenledger.tag.<key>} is a tag
 * @param inputWithoutCache instrumentations, by the name of their scope, whose input tokens leave the cached ones out
 */
public record SpanKeys(
        List<String> tenant,
        List<String> team,
        List<String> project,
        List<String> app,
        List<String> environment,
        List<String> user,
        List<String> region,
        List<String> tags,
        List<String> inputWithoutCache) {
    /** Attributes of this name and a key are tags of that key. */
    static final String TAG_PREFIX = "tokenledger.tag.";
}
