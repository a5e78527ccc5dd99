package io.tokenledger.report.delivery.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A channel as it is sent. A secret is in it once: in the answer to the request that made it. */
@Schema(name = "Channel")
public record ChannelJson(
        UUID id,
        @Schema(examples = "acme") String tenant,
        @Schema(examples = "on call") String name,

        @Schema(enumeration = {"webhook", "slack", "teams", "email", "alertmanager", "kafka"})
        String type,

        @Schema(description = "Of slack and teams without its path, which is a secret; null: the type has none")
        @Nullable
        String url,

        @Schema(description = "Addresses of an email channel; else null") @Nullable
        List<String> to,

        boolean allowPrivate,
        List<QuietSpanJson> quietHours,
        @Nullable Long digestMinutes,
        boolean criticalPasses,
        @Nullable String titleTemplate,
        @Nullable String textTemplate,
        boolean enabled,

        @Schema(description = "What signs at the moment, the newest first")
        List<SecretJson> secrets,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Only in the answer to its creation or rotation: keep it")
        @Nullable
        String secret,

        Instant createdAt,
        Instant changedAt,
        @Nullable Instant archivedAt) {

    /** The channels of a tenant. */
    @Schema(name = "Channels")
    public record All(List<ChannelJson> channels) {}

    /** A span of quiet hours. */
    @Schema(name = "QuietSpan")
    public record QuietSpanJson(
            @Schema(examples = "[\"mon\",\"tue\"]") List<String> days,
            @Schema(examples = "22:00") String from,
            @Schema(examples = "07:00") String to,
            @Schema(examples = "Europe/Berlin") String timezone) {
        static QuietSpanJson of(QuietHours.Span span) {
            return new QuietSpanJson(
                    span.daysInOrder().stream().map(QuietHoursForm::wireName).toList(),
                    QuietHoursForm.wireTime(span.from()),
                    QuietHoursForm.wireTime(span.to()),
                    span.zone().getId());
        }
    }

    /** A secret without itself. */
    @Schema(name = "ChannelSecret")
    public record SecretJson(Instant createdAt, @Nullable Instant expiresAt) {}

    static ChannelJson of(Channel channel, Instant now) {
        return of(channel, null, now);
    }

    static ChannelJson of(Channel channel, @Nullable Secret shown, Instant now) {
        Channel.Manner manner = channel.manner();
        Duration digest = manner.digest();
        return new ChannelJson(
                channel.id(),
                channel.tenant(),
                channel.name(),
                channel.type().wireName(),
                shownUrl(channel.endpoint()),
                channel.endpoint() instanceof Endpoint.Email(var to) ? to : null,
                channel.allowPrivate(),
                manner.quietHours().spans().stream().map(QuietSpanJson::of).toList(),
                digest == null ? null : digest.toMinutes(),
                manner.criticalPasses(),
                manner.title() == null ? null : manner.title().text(),
                manner.text() == null ? null : manner.text().text(),
                channel.enabled(),
                channel.liveSecrets(now).stream()
                        .map(secret -> new SecretJson(secret.createdAt(), secret.expiresAt()))
                        .toList(),
                shown == null ? null : shown.text(),
                channel.createdAt(),
                channel.changedAt(),
                channel.archivedAt());
    }

    /** Where it goes, for people; without what is secret of it. */
    public static @Nullable String shownUrl(Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.Webhook(var url) -> url.toString();
            case Endpoint.Alertmanager(var url) -> url.toString();
            case Endpoint.Slack(var url) -> masked(url);
            case Endpoint.Teams(var url) -> masked(url);
            case Endpoint.Email _ -> null;
            case Endpoint.Kafka _ -> null;
        };
    }

    private static String masked(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority() + "/…";
    }
}
