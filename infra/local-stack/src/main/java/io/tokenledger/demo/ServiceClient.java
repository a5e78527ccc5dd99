package io.tokenledger.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a service over HTTP and reads its JSON. */
final class ServiceClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();

    JsonNode get(URI address) throws DemoFailure, InterruptedException {
        return answer(HttpRequest.newBuilder(address).timeout(PATIENCE).GET().build());
    }

    JsonNode post(URI address, JsonNode body) throws DemoFailure, InterruptedException {
        return answer(HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    JsonNode put(URI address, JsonNode body) throws DemoFailure, InterruptedException {
        return answer(HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    private JsonNode answer(HttpRequest request) throws DemoFailure, InterruptedException {
        String what = request.method() + " " + request.uri();
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new DemoFailure(what + " failed: " + e, e);
        }
        if (response.statusCode() / 100 != 2) {
            throw new DemoFailure(what + " answered " + response.statusCode() + ": " + response.body());
        }
        try {
            return json.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new DemoFailure(what + " answered something that is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
