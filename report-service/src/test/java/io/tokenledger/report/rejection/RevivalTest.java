package io.tokenledger.report.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rejection becomes that is sent again. */
class RevivalTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Rejection rejection(String tenant, @Nullable String topic, @Nullable String payload) {
        return new Rejection(
                tenant,
                "usage.events.v1/0/1",
                "provider.missing",
                "…",
                topic,
                0,
                "bot",
                "e-1",
                "t",
                Instant.EPOCH,
                10,
                payload,
                null);
    }

    private static JsonNode revived(String payload, @Nullable String merge) throws JsonProcessingException {
        Revival revival = Revival.of(rejection("acme", null, payload), merge == null ? null : JSON.readTree(merge));
        assertThat(revival.why()).isNull();
        assertThat(revival.event()).isNotNull();
        return JSON.readTree(revival.event());
    }

    @Test
    void whatWasTakenOutIsLeftOutAndNothingElse() throws JsonProcessingException {
        assertThat(revived("""
                {"id":"e-1","note":"[removed: 12 chars]","data":{"tenant":"acme","x":"[removed: 1 fields] indeed",
                 "messages":"[removed: 3 elements]","list":["[removed: 2 chars]",7,{"a":"[removed]","b":1.50}],
                 "usage":{"input_tokens":5}}}""", null)).isEqualTo(JSON.readTree("""
                {"id":"e-1","data":{"tenant":"acme","x":"[removed: 1 fields] indeed","list":[7,{"b":1.50}],
                 "usage":{"input_tokens":5}}}"""));
    }

    /** The cases of RFC 7396, appendix A, that change an object to an object, each in the event's data. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"b\"}|{\"a\":\"c\"}|{\"a\":\"c\"}",
                "{\"a\":\"b\"}|{\"b\":\"c\"}|{\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\"}|{\"a\":null}|{}",
                "{\"a\":\"b\",\"b\":\"c\"}|{\"a\":null}|{\"b\":\"c\"}",
                "{\"a\":[\"b\"]}|{\"a\":\"c\"}|{\"a\":\"c\"}",
                "{\"a\":\"c\"}|{\"a\":[\"b\"]}|{\"a\":[\"b\"]}",
                "{\"a\":{\"b\":\"c\"}}|{\"a\":{\"b\":\"d\",\"c\":null}}|{\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]}|{\"a\":[1]}|{\"a\":[1]}",
                "{\"e\":null}|{\"a\":1}|{\"e\":null,\"a\":1}",
                "{}|{\"a\":{\"bb\":{\"ccc\":null}}}|{\"a\":{\"bb\":{}}}"
            })
    void mergeIsThatOfTheRfc(String target, String patch, String result) throws JsonProcessingException {
        JsonNode event = revived("{\"data\":" + target + "}", "{\"data\":" + patch + "}");
        JsonNode expected = JSON.readTree("{\"data\":" + result.replaceFirst("}$", "")
                + (result.equals("{}") ? "" : ",") + "\"tenant\":\"acme\"}}");
        assertThat(event).isEqualTo(expected);
    }

    @Test
    void theTenantIsThatOfTheRejectionAndNoMergeChangesIt() throws JsonProcessingException {
        assertThat(revived("{\"data\":{\"usage\":{}}}", null).at("/data/tenant").asText())
                .isEqualTo("acme");
        Revival stolen = Revival.of(
                rejection("acme", null, "{\"data\":{}}"), JSON.readTree("{\"data\":{\"tenant\":\"globex\"}}"));
        assertThat(stolen.event()).isNull();
        assertThat(stolen.why()).contains("'acme'");
        Revival unknown =
                Revival.of(rejection("", null, "{\"data\":{}}"), JSON.readTree("{\"data\":{\"tenant\":\"globex\"}}"));
        assertThat(unknown.event()).contains("globex");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-|not readable",
                "[1]|no event",
                "7|no event",
                "{\"id\":\"1\"}|no data",
                "{\"id\":\"1\",\"data\":\"[removed: 7 chars]\"}|no data"
            })
    void whatIsNotKeptIsNotMadeUp(@Nullable String payload, String why) {
        Revival revival = Revival.of(rejection("acme", null, payload), null);
        assertThat(revival.event()).isNull();
        assertThat(revival.why()).contains(why);
    }

    @Test
    void anEventOfATenantsOwnTopicGoesBackToIt() {
        assertThat(Revival.topic(rejection("acme", "usage.events.v1.acme", "{}")))
                .isEqualTo("usage.events.v1.acme");
        assertThat(Revival.topic(rejection("acme", "usage.events.v1", "{}"))).isEqualTo("usage.events.v1");
        assertThat(Revival.topic(rejection("acme", null, "{}"))).isEqualTo("usage.events.v1");
        assertThat(Revival.topic(rejection("acme", "usage.metered.v1", "{}"))).isEqualTo("usage.events.v1");
    }
}
