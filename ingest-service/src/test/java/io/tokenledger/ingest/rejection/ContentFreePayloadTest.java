package io.tokenledger.ingest.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ContentFreePayloadTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String sanitised(String event) throws JsonProcessingException {
        return Objects.requireNonNull(ContentFreePayload.of(JSON.readTree(event), event.length()));
    }

    @Test
    void structureNumbersAndAttributionStayAndOtherTextGoes() throws JsonProcessingException {
        assertThat(sanitised("""
                {"id":"e-1","type":"t","x":"secret","data":{"tenant":"acme","notes":"secret","ok":true,"none":null,
                 "usage":{"input_tokens":-1,"comment":"secret"},"response":{"id":"r","model":"m","object":"o"},
                 "tags":{"id":"secret"},"content":{"output":"secret"},"messages":[1,2,3]}}"""))
                .isEqualTo("{\"id\":\"e-1\",\"type\":\"t\",\"x\":\"[removed: 6 chars]\",\"data\":{\"tenant\":\"acme\","
                        + "\"notes\":\"[removed: 6 chars]\",\"ok\":true,\"none\":null,"
                        + "\"usage\":{\"input_tokens\":-1,\"comment\":\"[removed: 6 chars]\"},"
                        + "\"response\":{\"id\":\"r\",\"model\":\"m\",\"object\":\"o\"},"
                        + "\"tags\":{\"id\":\"[removed: 6 chars]\"},\"content\":\"[removed: 1 fields]\","
                        + "\"messages\":\"[removed: 3 elements]\"}}");
    }

    @Test
    void longKeysAndKeptTextsAreCut() throws JsonProcessingException {
        String payload = sanitised("{\"" + "k".repeat(100) + "\":1,\"id\":\"" + "i".repeat(300) + "\"}");
        assertThat(payload).isEqualTo("{\"" + "k".repeat(64) + "\":1,\"id\":\"" + "i".repeat(256) + "\"}");
    }

    @Test
    void nothingIsLeftThatPostgresqlDoesNotStore() throws JsonProcessingException {
        assertThat(sanitised("{\"id\":\"a\\u0000b\\ud800\",\"k\\u0000\":1}"))
                .isEqualTo("{\"id\":\"a\uFFFDb\uFFFD\",\"k\uFFFD\":1}");
    }

    @Test
    void whatIsTooLargeIsNotKept() throws JsonProcessingException {
        String event = "[" + "\"\",".repeat(80_000) + "1]";
        assertThat(ContentFreePayload.of(JSON.readTree(event), event.length())).isNull();
        assertThat(ContentFreePayload.of(JSON.readTree("{}"), ContentFreePayload.MAX_CHARS + 1))
                .isNull();
    }
}
