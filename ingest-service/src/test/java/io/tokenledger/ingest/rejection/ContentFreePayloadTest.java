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
                 "tags":{"feature":"a label"},"content":{"output":"secret"},"messages":[1,2,3]}}"""))
                .isEqualTo("{\"id\":\"e-1\",\"type\":\"t\",\"x\":\"[removed: 6 chars]\",\"data\":{\"tenant\":\"acme\","
                        + "\"notes\":\"[removed: 6 chars]\",\"ok\":true,\"none\":null,"
                        + "\"usage\":{\"input_tokens\":-1,\"comment\":\"[removed: 6 chars]\"},"
                        + "\"response\":{\"id\":\"r\",\"model\":\"m\",\"object\":\"o\"},"
                        + "\"tags\":{\"feature\":\"a label\"},\"content\":\"[removed: 1 fields]\","
                        + "\"messages\":\"[removed: 3 elements]\"}}");
    }

    @Test
    void factsThatDecideThePriceStayWhereverTheyStandUnlessTheyAreSentences() throws JsonProcessingException {
        assertThat(sanitised("""
                {"data":{"payload":{"model":"o4-mini-2025-04-16","startTime":"2026-11-20T10:15:30.5Z",
                 "service_tier":"write me a poem","user":"secret","metadata":{"id":"secret"},
                 "attributes":{"gen_ai.request.model":"gpt-4o","gen_ai.prompt.0.content":"secret","team":"search"}}}}"""))
                .isEqualTo("{\"data\":{\"payload\":{\"model\":\"o4-mini-2025-04-16\","
                        + "\"startTime\":\"2026-11-20T10:15:30.5Z\",\"service_tier\":\"[removed: 15 chars]\","
                        + "\"user\":\"[removed: 6 chars]\",\"metadata\":{\"id\":\"[removed: 6 chars]\"},"
                        + "\"attributes\":{\"gen_ai.request.model\":\"gpt-4o\","
                        + "\"gen_ai.prompt.0.content\":\"[removed: 6 chars]\",\"team\":\"search\"}}}}");
    }

    @Test
    void longKeysAndKeptTextsAreCut() throws JsonProcessingException {
        String payload = sanitised("{\"" + "k".repeat(100) + "\":1,\"id\":\"" + "i".repeat(300) + "\"}");
        assertThat(payload).isEqualTo("{\"" + "k".repeat(64) + "\":1,\"id\":\"" + "i".repeat(256) + "\"}");
    }

    @Test
    void aNameThatIsWordsGoesWithItsValueButLabelsHaveAnyName() throws JsonProcessingException {
        assertThat(
                        sanitised(
                                "{\"data\":{\"say it\":1,\"a\":{\"tell me\":{\"b\":2},\"c\":3},\"tags\":{\"cost type\":\"x\"}}}"))
                .isEqualTo("{\"data\":{\"a\":{\"c\":3},\"tags\":{\"cost type\":\"x\"}}}");
    }

    @Test
    void nothingIsLeftThatPostgresqlDoesNotStore() throws JsonProcessingException {
        assertThat(sanitised("{\"id\":\"a\\u0000b\\ud800\",\"k\\u0000\":1}")).isEqualTo("{\"id\":\"a\uFFFDb\uFFFD\"}");
    }

    @Test
    void whatIsTooLargeIsNotKept() throws JsonProcessingException {
        String event = "[" + "\"\",".repeat(80_000) + "1]";
        assertThat(ContentFreePayload.of(JSON.readTree(event), event.length())).isNull();
        assertThat(ContentFreePayload.of(JSON.readTree("{}"), ContentFreePayload.MAX_CHARS + 1))
                .isNull();
    }
}
