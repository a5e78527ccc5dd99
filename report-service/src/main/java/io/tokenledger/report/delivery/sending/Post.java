package io.tokenledger.report.delivery.sending;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request as it is posted. */
@SuppressWarnings("ArrayRecordComponent") // made, sent and forgotten: never compared, never changed
record Post(URI url, Map<String, String> headers, byte[] body) {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    static Post json(URI url, JsonNode body) {
        return new Post(url, JSON, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Post json(URI url, Map<String, String> further, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>(JSON);
        headers.putAll(further);
        return new Post(url, headers, body);
    }
}
