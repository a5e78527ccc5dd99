package io.tokenledger.ingest.pipeline;

import static io.tokenledger.ingest.pipeline.Deliveries.withUsage;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.ingest.event.Delivery;
import io.tokenledger.ingest.event.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same event means the same, however it comes. */
class DeliveryModesTest {
    private static final String GOOD = withUsage("{\"input_tokens\":10,\"output_tokens\":5}");
    private static final String BAD = withUsage("{\"input_tokens\":-1}");
    private static final String DATA = GOOD.substring(GOOD.indexOf("\"data\":") + 7, GOOD.length() - 1);

    private static final Map<String, String> ATTRIBUTES = Map.of(
            "specversion", "1.0",
            "id", "e-1",
            "source", "tests",
            "type", "io.tokenledger.usage.v1",
            "time", "2026-11-20T10:15:30Z");

    private final MeteredUsage structured = Deliveries.accepted(GOOD);

    @Test
    void binaryModeIsTheSameAsStructured() {
        Delivery binary = Deliveries.record(DATA.getBytes(StandardCharsets.UTF_8), ATTRIBUTES);
        assertThat(Deliveries.pipeline().process(binary).outcomes())
                .isEqualTo(List.of(new Outcome.Accepted(structured)));
    }

    @Test
    void dataInBase64IsTheSameAsPlain() {
        String base64 = Base64.getEncoder().encodeToString(DATA.getBytes(StandardCharsets.UTF_8));
        assertThat(Deliveries.accepted(GOOD.replace("\"data\":" + DATA, "\"data_base64\":\"" + base64 + "\"")))
                .isEqualTo(structured);
    }

    @Test
    void everyEventOfAnArrayHasItsOwnOutcomeInOrder() {
        var outcomes = Deliveries.outcomes("\n [" + GOOD + " , " + BAD + ",7," + GOOD + "]\n");
        assertThat(outcomes).hasSize(4);
        assertThat(outcomes.get(0)).isEqualTo(new Outcome.Accepted(structured));
        assertThat(outcomes.get(3)).isEqualTo(new Outcome.Accepted(structured));
        var refused = (Outcome.Rejected) outcomes.get(1);
        assertThat(refused.event().index()).isEqualTo(1);
        assertThat(refused.event().rejectionId()).isEqualTo("usage.events.v1/3/42/1");
        assertThat(refused.event().payloadBytes()).isEqualTo(BAD.length());
        assertThat(((Outcome.Rejected) outcomes.get(2)).event().code()).isEqualTo("event.not_an_object");
    }

    @Test
    void aRejectionSaysWhoseItIsAndWhereItCameFrom() {
        var event = Deliveries.rejected(BAD).event();
        assertThat(event.rejectionId()).isEqualTo("usage.events.v1/3/42");
        assertThat(event.tenant()).isEqualTo("acme");
        assertThat(event.eventSource()).isEqualTo("tests");
        assertThat(event.eventId()).isEqualTo("e-1");
        assertThat(event.eventType()).isEqualTo("io.tokenledger.usage.v1");
        assertThat(event.topic()).isEqualTo("usage.events.v1");
        assertThat(event.partition()).isEqualTo(3);
        assertThat(event.offset()).isEqualTo(42);
        assertThat(event.receivedAt()).isEqualTo(Deliveries.RECEIVED_AT);
    }

    @Test
    void aRejectionOverHttpHasNoTopic() {
        var delivery = new Delivery(
                new Origin.HttpRequest("r-7"),
                Deliveries.RECEIVED_AT,
                Map.of(),
                BAD.getBytes(StandardCharsets.UTF_8),
                null);
        var outcome = (Outcome.Rejected)
                Deliveries.pipeline().process(delivery).outcomes().getFirst();
        assertThat(outcome.event().rejectionId()).isEqualTo("http/r-7/0");
        assertThat(outcome.event().topic()).isNull();
        assertThat(outcome.event().partition()).isNull();
        assertThat(outcome.event().offset()).isNull();
    }
}
