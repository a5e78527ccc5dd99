package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Optional;

/** States and verdicts to and from their JSON, on the topic as in answers. */
public final class ImportStateJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ImportStateJson() {}

    /** UTF-8 JSON of a state or a verdict, on one line. */
    public static byte[] write(Record value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    /** The state of a record of the topic; empty where it is none. */
    public static Optional<ImportState> read(byte[] bytes) {
        try {
            ImportState state = JSON.readValue(bytes, ImportState.class);
            boolean whole = state != null
                    && state.importId() != null
                    && state.status() != null
                    && state.startedAt() != null
                    && state.updatedAt() != null;
            return whole ? Optional.of(state) : Optional.empty();
        } catch (IOException notAState) {
            return Optional.empty();
        }
    }
}
