package io.tokenledger.report.console;

import io.tokenledger.report.delivery.Delivery;
import io.tokenledger.report.delivery.TrialWriter.Trial;
import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.report.delivery.channel.ChannelJson;
import io.tokenledger.report.delivery.channel.Endpoint;
import io.tokenledger.report.delivery.channel.QuietHours;
import io.tokenledger.report.delivery.channel.Secret;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes what the pages about channels show. Pure. */
final class ChannelViews {
    private ChannelViews() {}

    static ChannelPages.Row row(Channel channel, Delivery.@Nullable Queue known, Instant now) {
        Delivery.Queue queue = known == null ? Delivery.Queue.EMPTY : known;
        Instant oldest = queue.oldestQueuedAt();
        return new ChannelPages.Row(
                channel.id().toString(),
                channel.name(),
                channel.type().wireName(),
                goesTo(channel.endpoint()),
                channel.enabled(),
                channel.archivedAt() != null,
                queue.queued(),
                queue.dead(),
                oldest == null ? null : age(Duration.between(oldest, now)));
    }

    private static String goesTo(Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.Email(var to) -> String.join(", ", to);
            case Endpoint.Kafka _ -> "budget.alerts.v1";
            default -> Objects.requireNonNullElse(ChannelJson.shownUrl(endpoint), "");
        };
    }

    /** When and in which words it tells. */
    static List<String> manner(Channel channel, Instant now) {
        Channel.Manner manner = channel.manner();
        List<String> lines = new ArrayList<>();
        for (Secret secret : channel.liveSecrets(now)) {
            lines.add("Signed with the secret of " + time(secret.createdAt())
                    + (secret.expiresAt() == null ? "" : ", until " + time(secret.expiresAt())));
        }
        manner.quietHours().spans().forEach(span -> lines.add("Quiet: " + quiet(span)));
        Duration digest = manner.digest();
        if (digest != null) {
            lines.add("Collects for " + digest.toMinutes() + " minutes");
        }
        if (digest != null || !manner.quietHours().spans().isEmpty()) {
            lines.add(manner.criticalPasses() ? "What is critical goes at once" : "What is critical waits as well");
        }
        if (manner.title() != null) {
            lines.add("Title: " + manner.title().text());
        }
        if (manner.text() != null) {
            lines.add("Text: " + manner.text().text());
        }
        return lines;
    }

    private static String quiet(QuietHours.Span span) {
        return span.from() + " to " + (span.to() == null ? "24:00" : span.to()) + " on "
                + span.daysInOrder().stream().map(ChannelViews::day).collect(Collectors.joining(", ")) + ", "
                + span.zone().getId();
    }

    private static String day(DayOfWeek day) {
        return day.name().substring(0, 1) + day.name().substring(1, 3).toLowerCase(Locale.ROOT);
    }

    static String trial(Trial trial) {
        Integer status = trial.status();
        String answer = (status == null ? "" : ", status " + status) + ", " + trial.millis() + " ms";
        return trial.delivered() ? "Delivered" + answer : "Not delivered" + answer + ": " + trial.error();
    }

    static ChannelPages.Told told(Delivery delivery) {
        Instant next = delivery.nextAttemptAt();
        return new ChannelPages.Told(
                delivery.id().toString(),
                delivery.title(),
                delivery.event(),
                delivery.severity(),
                delivery.state(),
                delivery.attempts(),
                time(delivery.queuedAt()),
                next == null ? null : time(next),
                delivery.lastError(),
                delivery.state().equals("dead") || (delivery.state().equals("queued") && delivery.attempts() > 0));
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("T", " ")
                .replace("Z", " UTC");
    }

    private static String age(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
    }
}
