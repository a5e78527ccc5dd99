package io.tokenledger.ingest.pipeline;

import static io.tokenledger.ingest.pipeline.Deliveries.assertRejected;
import static io.tokenledger.ingest.pipeline.Deliveries.outcomes;
import static io.tokenledger.ingest.pipeline.Deliveries.rejected;
import static io.tokenledger.ingest.pipeline.Deliveries.withData;
import static io.tokenledger.ingest.pipeline.Deliveries.withUsage;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read as events: one rejection that says where and why, and never quotes it. */
@Timeout(60)
class UnreadableInputTest {
    private static final String GOOD = withUsage("{\"input_tokens\":10,\"output_tokens\":5}");

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 90, 150, 200})
    void truncatedJsonIsMalformedWhereverItEnds(int length) {
        assertRejected(GOOD.substring(0, length), "event.malformed_json", "line");
    }

    @Test
    void truncatedJsonSaysThatItEndsTooEarly() {
        assertRejected(GOOD.substring(0, 150), "event.malformed_json", "ends too early");
    }

    @Test
    void bytesThatAreNotUtf8AreRejected() {
        byte[] body = GOOD.getBytes(StandardCharsets.UTF_8);
        body[GOOD.indexOf("acme")] = (byte) 0xFF;
        var outcome = (Outcome.Rejected) Deliveries.process(body).outcomes().getFirst();
        assertThat(outcome.event().code()).isEqualTo("event.malformed_json");
        assertThat(outcome.event().detail()).contains("not UTF-8");
    }

    @Test
    void anEventOfTenMegabytesIsTooLarge() {
        String body = withData("\"tenant\":\"t\",\"content\":{\"output\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}");
        assertRejected(body, "event.too_large", "at most 1048576");
        assertThat(rejected(body).event().payload()).isNull();
    }

    @Test
    void oneTooLargeEventOfABatchDoesNotTakeTheOthersWithIt() {
        String large = withData("\"tenant\":\"t\",\"content\":{\"output\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}");
        assertThat(outcomes("[" + GOOD + "," + large + "," + GOOD + "]"))
                .map(outcome -> outcome instanceof Outcome.Rejected refused
                        ? refused.event().code()
                        : "accepted")
                .containsExactly("accepted", "event.too_large", "accepted");
    }

    @Test
    void nothingIsAnEmptyEvent() {
        assertRejected("", "event.empty", "nothing came");
    }

    @Test
    void anEmptyBatchIsRejected() {
        assertRejected("[]", "batch.empty", "no event");
        assertThat(Deliveries.process(" [ ] ")).isInstanceOf(Intake.Unreadable.class);
    }

    @Test
    void aBatchOfTooManyIsRejectedWhole() {
        assertRejected("[" + "1,".repeat(10_000) + "1]", "batch.too_large", "10001 events: a batch is at most 10000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"text\"", "null", "true"})
    void whatIsNoObjectIsNoEvent(String body) {
        assertRejected(body, "event.not_an_object", "JSON object");
        assertThat(outcomes("[" + body + "]")).singleElement().isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void aKeyThatStandsTwiceIsMalformed() {
        assertRejected(withUsage("{\"input_tokens\":1,\"input_tokens\":2}"), "event.malformed_json", "twice");
    }

    @Test
    void somethingBehindTheEventIsMalformed() {
        assertRejected(GOOD + GOOD, "event.malformed_json", "behind");
        assertRejected("[" + GOOD + "]]", "event.malformed_json", "JSON");
        assertRejected("[" + GOOD + "] {}", "event.malformed_json", "behind");
    }

    @Test
    void nestingBeyondReasonIsMalformed() {
        assertRejected(withData("\"x\":" + "[".repeat(65) + "]".repeat(65)), "event.malformed_json", "deeper than 64");
        assertRejected("[".repeat(200_000), "event.malformed_json", "");
        assertRejected("{\"a\":".repeat(200_000), "event.malformed_json", "deeper than 64");
    }

    @Test
    void aNumberBeyondReasonIsMalformed() {
        assertRejected(withUsage("{\"input_tokens\":" + "9".repeat(300) + "}"), "event.malformed_json", "too long");
    }

    @Test
    void aMalformedBatchIsOneRejection() {
        assertRejected("[" + GOOD + "," + GOOD.substring(0, 100), "event.malformed_json", "ends too early");
    }
}
