package io.tokenledger.report.delivery;

import static io.tokenledger.report.fixture.RawServer.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.contract.AlertNotice.Event;
import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.report.fixture.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is held back on purpose, by a clock that the test moves. */
@Timeout(60)
class QuietAndDigestIT {
    private static final String NIGHT =
            ",\"quiet_hours\":[{\"from\":\"22:00\",\"to\":\"07:00\",\"timezone\":\"Asia/Kolkata\"}]";
    private static final String EVERY_HALF_HOUR = ",\"digest_minutes\":30";

    @Test
    void quietHoursHoldBackWhatIsNotCriticalUntilTheirEnd() {
        HandClock clock = new HandClock("2026-11-20T18:00:00Z"); // 23:30 in Kolkata
        try (RawServer receiver = RawServer.start(answering(200, ""));
                Outbox outbox = outbox("delivery_quiet", clock)) {
            Channel channel = webhook(outbox, receiver, NIGHT);
            Channel deaf = outbox.channel("deaf", "webhook", url(receiver) + NIGHT + ",\"critical_passes\":false");
            outbox.queue(Notices.firing("a"), channel);
            outbox.queue(Notices.of("b", Event.FIRING, "critical", clock.instant()), channel, deaf);
            outbox.startInstance();
            outbox.awaitState(channel, "delivered", 1);
            assertThat(subjects(receiver)).containsExactly("b");
            assertThat(outbox.deliveries(channel).getFirst().notBefore()).isEqualTo("2026-11-21T01:30:00Z");
            assertThat(outbox.inState(deaf, "queued")).isOne();
            clock.move(Duration.ofMinutes(449));
            assertStill(receiver, 1);
            clock.move(Duration.ofMinutes(1)); // 07:00
            outbox.awaitState(channel, "delivered", 2);
            outbox.awaitState(deaf, "delivered", 1);
            assertThat(subjects(receiver)).containsExactlyInAnyOrder("b", "a", "b");
        }
    }

    @Test
    void digestCollectsFromItsFirstNoticeOnAndGoesAsOne() throws Exception {
        HandClock clock = new HandClock("2026-11-20T10:00:00Z");
        try (RawServer receiver = RawServer.start(answering(200, ""));
                Outbox outbox = outbox("delivery_digest", clock)) {
            Channel channel = webhook(outbox, receiver, EVERY_HALF_HOUR);
            outbox.startInstance();
            outbox.queue(Notices.firing("a"), channel);
            clock.move(Duration.ofMinutes(20));
            outbox.queue(Notices.firing("b"), channel);
            outbox.queue(Notices.of("urgent", Event.FIRING, "critical", clock.instant()), channel);
            outbox.awaitState(channel, "delivered", 1);
            assertThat(subjects(receiver)).containsExactly("urgent");
            clock.move(Duration.ofMinutes(10));
            outbox.awaitState(channel, "delivered", 3);
            assertThat(receiver.requests()).hasSize(2);
            JsonNode digest = json(receiver.requests().getLast());
            assertThat(names(digest)).containsExactly("a", "b");
            assertThat(receiver.requests().getLast().header("webhook-id"))
                    .isEqualTo(digest.path("digest_id").asText())
                    .isEqualTo(
                            String.valueOf(outbox.deliveries(channel).getFirst().digestId()));
            outbox.queue(Notices.firing("c"), channel);
            clock.move(Duration.ofMinutes(29));
            assertStill(receiver, 2);
            clock.move(Duration.ofMinutes(1));
            outbox.awaitState(channel, "delivered", 4);
        }
    }

    @Test
    void whatIsResolvedBeforeAnybodyWasToldCancelsOut() throws Exception {
        HandClock clock = new HandClock("2026-11-20T10:00:00Z");
        try (RawServer receiver = RawServer.start(answering(200, ""));
                Outbox outbox = outbox("delivery_cancel", clock)) {
            Channel channel = webhook(outbox, receiver, EVERY_HALF_HOUR);
            outbox.queue(Notices.firing("gone"), channel);
            outbox.queue(Notices.firing("stays"), channel);
            outbox.queue(Notices.resolved("gone"), channel);
            outbox.queue(Notices.resolved("told before"), channel);
            clock.move(Duration.ofMinutes(30));
            outbox.startInstance();
            outbox.awaitState(channel, "delivered", 2);
            assertThat(names(json(receiver.requests().getFirst()))).containsExactly("stays", "told before");
            assertThat(outbox.deliveries(channel))
                    .extracting(Delivery::state)
                    .containsExactly("cancelled", "delivered", "cancelled", "delivered");
        }
    }

    @Test
    void digestThatFailsIsSentAgainWithTheSameNoticesUnderTheSameId() throws Exception {
        HandClock clock = new HandClock("2026-11-20T10:00:00Z");
        AtomicInteger count = new AtomicInteger();
        try (RawServer receiver = RawServer.start((request, connection, out) ->
                        RawServer.write(out, count.incrementAndGet() < 3 ? 500 : 200, ""));
                Outbox outbox = outbox("delivery_digest_retry", clock)) {
            Channel channel = webhook(outbox, receiver, EVERY_HALF_HOUR);
            outbox.queue(Notices.firing("a"), channel);
            outbox.queue(Notices.firing("b"), channel);
            clock.move(Duration.ofMinutes(30));
            outbox.startInstance();
            Outbox.await(() -> count.get() == 1, () -> "sent " + count.get());
            outbox.queue(Notices.firing("later"), channel);
            Outbox.await(
                    () -> {
                        clock.move(Duration.ofMillis(100));
                        return outbox.inState(channel, "delivered") == 2;
                    },
                    () -> outbox.deliveries(channel).toString());
            List<RawServer.Request> requests = receiver.requests();
            assertThat(requests)
                    .hasSize(3)
                    .extracting(RawServer.Request::text)
                    .containsOnly(requests.getFirst().text());
            assertThat(requests)
                    .extracting(request -> request.header("webhook-id"))
                    .containsOnly(requests.getFirst().header("webhook-id"));
            assertThat(names(json(requests.getLast()))).containsExactly("a", "b");
        }
    }

    @Test
    void channelThatIsSwitchedOffKeepsItsNoticesUntilItIsOnAgain() {
        HandClock clock = new HandClock("2026-11-20T10:00:00Z");
        try (RawServer receiver = RawServer.start(answering(200, ""));
                Outbox outbox = outbox("delivery_off", clock)) {
            Channel channel = webhook(outbox, receiver, ",\"enabled\":false");
            outbox.queue(Notices.firing("a"), channel);
            outbox.startInstance();
            assertStill(receiver, 0);
            outbox.store.write(connection -> {
                try (var statement = connection.prepareStatement("UPDATE reporting.channel SET enabled = true")) {
                    return statement.executeUpdate();
                }
            });
            outbox.awaitState(channel, "delivered", 1);
        }
    }

    private static Outbox outbox(String database, HandClock clock) {
        return new Outbox(database, new QuickSettings(), clock, InetAddress::getAllByName);
    }

    private static Channel webhook(Outbox outbox, RawServer receiver, String further) {
        return outbox.channel("on call", "webhook", url(receiver) + further);
    }

    private static String url(RawServer receiver) {
        return "\"url\":\"" + receiver.url() + "\",\"allow_private\":true";
    }

    private static void assertStill(RawServer receiver, int requests) {
        try {
            Thread.sleep(400); // several looks at the outbox
        } catch (InterruptedException ended) {
            throw new AssertionError(ended);
        }
        assertThat(receiver.requests()).hasSize(requests);
    }

    private static List<String> subjects(RawServer receiver) {
        return receiver.requests().stream()
                .map(request -> json(request).at("/subject/name").asText())
                .toList();
    }

    private static List<String> names(JsonNode digest) {
        List<String> names = new ArrayList<>();
        digest.path("notices")
                .forEach(notice -> names.add(notice.at("/subject/name").asText()));
        return names;
    }

    private static JsonNode json(RawServer.Request request) {
        try {
            return JsonMapper.builder().build().readTree(request.body());
        } catch (IOException broken) {
            throw new AssertionError(request.text(), broken);
        }
    }
}
