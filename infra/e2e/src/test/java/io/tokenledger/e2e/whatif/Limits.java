package io.tokenledger.e2e.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a model can take and do, as {@code GET /v1/models} says; null: not known, which forbids nothing.
 *
 * @param cannot of images, audio and tools what it is known not to take
 */
record Limits(
        String provider,
        @Nullable Long contextWindow,
        @Nullable Long maxInput,
        @Nullable Long maxOutput,
        Set<String> cannot) {

    static Map<String, Limits> read(JsonNode models) {
        return Stream.iterate(0, i -> i < models.size(), i -> i + 1)
                .map(models::get)
                .collect(Collectors.toMap(model -> model.get("model").asText(), Limits::of, (home, _) -> home));
    }

    private static Limits of(JsonNode model) {
        return new Limits(
                model.get("provider").asText(),
                number(model, "context_window"),
                number(model, "max_input_tokens"),
                number(model, "max_output_tokens"),
                Stream.of("images", "audio", "tools")
                        .filter(ability -> model.get(ability).asText().equals("no"))
                        .collect(Collectors.toSet()));
    }

    private static @Nullable Long number(JsonNode model, String name) {
        JsonNode number = model.get(name);
        return number == null || number.isNull() ? null : number.asLong();
    }
}
