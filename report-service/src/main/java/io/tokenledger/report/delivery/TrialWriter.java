package io.tokenledger.report.delivery;

import io.tokenledger.contract.AlertNotice;
import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.report.delivery.channel.ChannelReader;
import io.tokenledger.report.delivery.sending.Message;
import io.tokenledger.report.delivery.sending.Outcome;
import io.tokenledger.report.delivery.sending.Targets;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tries a channel: a notice that tells of no alert, sent at once by the same way as all others, whatever the hour. */
@ApplicationScoped
public class TrialWriter {
    private final ChannelReader channels;
    private final DeliveryWriter deliveries;
    private final Targets targets;
    private final DeliverySettings settings;
    private final Clock clock;

    public TrialWriter(
            ChannelReader channels,
            DeliveryWriter deliveries,
            Targets targets,
            DeliverySettings settings,
            Clock clock) {
        this.channels = channels;
        this.deliveries = deliveries;
        this.targets = targets;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param status of HTTP; null where there was no answer, or it is not HTTP
     * @param error null: delivered
     */
    public record Trial(
            UUID noticeId,
            boolean delivered,
            @Nullable Integer status,
            long millis,
            @Nullable String error) {}

    /** Sends, and waits for the answer: up to the deadline of an attempt. Refused for a channel that is archived. */
    public Trial attempt(String tenant, UUID id) {
        Channel channel = channels.find(tenant, id);
        if (channel.archivedAt() != null) {
            throw ReportError.CHANNEL_ARCHIVED.because(
                    "channel " + id + " was archived at " + channel.archivedAt() + ": nothing is sent to it any more");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AlertNotice notice = notice(channel, now);
        long began = System.nanoTime();
        Outcome outcome = targets.send(channel, Message.of(notice), now);
        long millis = (System.nanoTime() - began) / 1_000_000;
        deliveries.tried(channel, notice.noticeId(), new Attempt(now, millis, outcome));
        return switch (outcome) {
            case Outcome.Delivered(var status) -> new Trial(notice.noticeId(), true, status, millis, null);
            case Outcome.Failed failed -> new Trial(notice.noticeId(), false, failed.status(), millis, failed.error());
        };
    }

    private AlertNotice notice(Channel channel, Instant now) {
        return new AlertNotice(
                UUID.randomUUID(),
                UUID.randomUUID(),
                AlertNotice.Event.TEST,
                channel.tenant(),
                "channel_test",
                "info",
                "Test of channel " + channel.name(),
                "Somebody tries the channel " + channel.name() + ". There is no alert.",
                new AlertNotice.Subject("channel", channel.id(), channel.name()),
                Map.of(),
                null,
                Map.of(),
                now,
                now,
                null,
                List.of(),
                settings.consoleUrl().toString().replaceAll("/+$", "") + "/channels/" + channel.id() + "?tenant="
                        + URLEncoder.encode(channel.tenant(), StandardCharsets.UTF_8));
    }
}
