package io.tokenledger.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MalformedKindTest {
    private static JsonNode json(MalformedKind kind) {
        return SampleReading.json(SampleReading.text(kind.record(17)));
    }

    @Test
    void eachKindHasTheFaultThatItsNameSays() {
        assertThatThrownBy(() -> json(MalformedKind.TRUNCATED_JSON)).hasMessageContaining("end-of-input");
        assertThat(json(MalformedKind.NEGATIVE_COUNT)
                        .at("/data/usage/input_tokens")
                        .intValue())
                .isNegative();
        assertThat(json(MalformedKind.FRACTIONAL_COUNT)
                        .at("/data/usage/input_tokens")
                        .isFloatingPointNumber())
                .isTrue();
        assertThat(json(MalformedKind.CACHED_OVER_INPUT)
                        .at("/data/usage/cached_input_tokens")
                        .intValue())
                .isGreaterThan(json(MalformedKind.CACHED_OVER_INPUT)
                        .at("/data/usage/input_tokens")
                        .intValue());
        assertThat(json(MalformedKind.REASONING_OVER_OUTPUT)
                        .at("/data/usage/reasoning_tokens")
                        .intValue())
                .isGreaterThan(json(MalformedKind.REASONING_OVER_OUTPUT)
                        .at("/data/usage/output_tokens")
                        .intValue());
        assertThat(json(MalformedKind.NO_TENANT).path("data").has("tenant")).isFalse();
        assertThat(json(MalformedKind.NO_ID).has("id")).isFalse();
        assertThat(json(MalformedKind.TIME_IN_1970).path("time").asText()).startsWith("1970");
        assertThat(json(MalformedKind.UNKNOWN_DIALECT).path("type").asText()).isEqualTo("acme.home-made");
        assertThat(json(MalformedKind.COUNT_AS_TEXT)
                        .at("/data/usage/input_tokens")
                        .isTextual())
                .isTrue();
    }

    @Test
    void theOtherFieldsAreAsTheyShouldBe() {
        Set<String> ids = new HashSet<>();
        for (MalformedKind kind : MalformedKind.values()) {
            if (kind == MalformedKind.TRUNCATED_JSON) {
                continue;
            }
            JsonNode event = json(kind);
            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(event.path("source").asText()).isEqualTo("ticket-triage");
            assertThat(event.at("/data/model").asText()).isEqualTo("o4-mini");
            ids.add(event.path("id").asText());
        }
        assertThat(ids).as("different ids, one of them missing").hasSize(MalformedKind.values().length - 1);
    }
}
