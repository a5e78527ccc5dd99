package io.tokenledger.report.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.AlertNotice;
import io.tokenledger.report.delivery.channel.Channel;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against Alertmanager itself. */
@Timeout(120)
class AlertmanagerIT {
    @Test
    void alertShowsUpAndIsGoneWhenItIsResolved() throws Exception {
        try (LocalAlertmanager alertmanager = LocalAlertmanager.start();
                Outbox outbox = new Outbox("delivery_alertmanager")) {
            Channel channel = channel(outbox, alertmanager);
            Instant now = outbox.now();
            AlertNotice firing = Notices.of("search", AlertNotice.Event.FIRING, "critical", now);
            outbox.queue(firing, channel);
            outbox.startInstance();
            Outbox.await(
                    () -> !alertmanager.active().isEmpty(),
                    () -> outbox.deliveries(channel).toString());
            JsonNode alert = alertmanager.active().getFirst();
            assertThat(alert.at("/labels/alertname").asText()).isEqualTo("budget_threshold");
            assertThat(alert.at("/labels/alert_id").asText())
                    .isEqualTo(firing.alertId().toString());
            assertThat(alert.at("/labels/tenant").asText()).isEqualTo("acme");
            assertThat(alert.at("/labels/severity").asText()).isEqualTo("critical");
            assertThat(alert.at("/annotations/summary").asText()).isEqualTo("search is at 80 %");
            assertThat(alert.path("generatorURL").asText()).isEqualTo(firing.link());
            assertThat(alert.at("/status/state").asText()).isEqualTo("active");

            outbox.queue(Notices.of("search", AlertNotice.Event.RESOLVED, "critical", outbox.now()), channel);
            Outbox.await(
                    () -> alertmanager.active().isEmpty(),
                    () -> alertmanager.active().toString());
            outbox.awaitState(channel, "delivered", 2); // written down after Alertmanager has it
        }
    }

    @Test
    void firingAlertIsToldAgainBeforeItIsForgottenAndNotAfterItIsResolved() throws Exception {
        // Told every second, and forgotten five seconds after it was told last.
        QuickSettings settings = new QuickSettings(Duration.ofSeconds(2), Duration.ofSeconds(1), 4, "127.0.0.1:1");
        try (LocalAlertmanager alertmanager = LocalAlertmanager.start();
                Outbox outbox = new Outbox(
                        "delivery_alertmanager_again", settings, Clock.systemUTC(), InetAddress::getAllByName)) {
            Channel channel = channel(outbox, alertmanager);
            outbox.queue(Notices.of("search", AlertNotice.Event.FIRING, "warning", outbox.now()), channel);
            outbox.startInstance();
            Outbox.await(() -> !alertmanager.active().isEmpty(), () -> "nothing active");
            Instant firstEnd = end(alertmanager);
            for (int second = 0; second < 8; second++) {
                Thread.sleep(1_000);
                assertThat(alertmanager.active()).as("after %d s", second + 1).hasSize(1);
            }
            assertThat(end(alertmanager)).isAfter(firstEnd.plusSeconds(5));
            outbox.queue(Notices.of("search", AlertNotice.Event.RESOLVED, "warning", outbox.now()), channel);
            Outbox.await(
                    () -> alertmanager.active().isEmpty(),
                    () -> alertmanager.active().toString());
            for (int half = 0; half < 6; half++) {
                Thread.sleep(500);
                assertThat(alertmanager.active()).isEmpty();
            }
            outbox.awaitState(channel, "delivered", 2);
            assertThat(outbox.deliveries(channel))
                    .as("telling again is no delivery of its own")
                    .hasSize(2)
                    .allSatisfy(delivery -> assertThat(delivery.attempts()).isOne());
        }
    }

    @Test
    void deadFiringOfAnAlertThatIsResolvedMeanwhileIsNotToldOnRetry() throws Exception {
        try (LocalAlertmanager alertmanager = LocalAlertmanager.start();
                Outbox outbox = new Outbox("delivery_alertmanager_dead")) {
            Channel channel = channel(outbox, alertmanager);
            outbox.queue(Notices.of("search", AlertNotice.Event.FIRING, "warning", outbox.now()), channel);
            outbox.store.write(connection -> {
                try (var statement = connection.prepareStatement(
                        "UPDATE reporting.outbox_notice SET state = 'dead' WHERE tenant_id = 'acme'")) {
                    return statement.executeUpdate();
                }
            });
            outbox.queue(Notices.of("search", AlertNotice.Event.RESOLVED, "warning", outbox.now()), channel);
            outbox.startInstance();
            outbox.awaitState(channel, "delivered", 1);
            new RetryWriter(outbox.store).retryDead("acme", channel.id(), outbox.now());
            assertThat(outbox.deliveries(channel))
                    .extracting(Delivery::state)
                    .containsExactly("cancelled", "delivered");
            Thread.sleep(500);
            assertThat(alertmanager.active()).isEmpty();
        }
    }

    private static Channel channel(Outbox outbox, LocalAlertmanager alertmanager) {
        return outbox.channel(
                "alertmanager", "alertmanager", "\"url\":\"" + alertmanager.url() + "\",\"allow_private\":true");
    }

    private static Instant end(LocalAlertmanager alertmanager) {
        return Instant.parse(alertmanager.active().getFirst().path("endsAt").asText());
    }
}
