package io.tokenledger.report.delivery.channel;

import io.tokenledger.report.delivery.http.ForbiddenTargetException;
import io.tokenledger.report.delivery.http.TargetGuard;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a channel from the body of a request. Pure: no host is looked up here. */
final class ChannelForm {
    private static final int LONGEST_URL = 2_000;
    private static final int MOST_RECIPIENTS = 50;
    private static final int LONGEST_ADDRESS = 254;
    private static final String MOST_DIGEST_MINUTES = "1440";

    /** A plain address: no display name, no comment, nothing that a header could be broken with. */
    private static final Pattern MAIL_ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
                    + "(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    private ChannelForm() {}

    /** A new channel, with a secret of its own where it is signed. */
    static Channel created(JsonFields body, UUID id, Instant now) {
        body.onlyOf(
                "name",
                "tenant",
                "type",
                "url",
                "to",
                "secret",
                "allow_private",
                "quiet_hours",
                "digest_minutes",
                "critical_passes",
                "title_template",
                "text_template",
                "enabled");
        ChannelType type = type(body);
        return new Channel(
                id,
                body.storableText("tenant"),
                body.storableText("name"),
                endpoint(body, type, null),
                allowPrivate(body, type),
                secrets(body, type, now),
                manner(body, type, now),
                flag(body, "enabled", true),
                now,
                now,
                null);
    }

    /** The channel as it is to be from now on. Type, tenant and secrets stay; a URL that is secret may be left out. */
    static Channel changed(JsonFields body, Channel before, Instant now) {
        body.onlyOf(
                "name",
                "url",
                "to",
                "allow_private",
                "quiet_hours",
                "digest_minutes",
                "critical_passes",
                "title_template",
                "text_template",
                "enabled");
        return new Channel(
                before.id(),
                before.tenant(),
                body.storableText("name"),
                endpoint(body, before.type(), before),
                allowPrivate(body, before.type()),
                before.secrets(),
                manner(body, before.type(), now),
                flag(body, "enabled", true),
                before.createdAt(),
                now,
                null);
    }

    /** A secret that was given; a new one where none was. */
    static Secret secret(JsonFields body, Instant now) {
        String given = body.text("secret");
        if (given == null) {
            return Secret.generated(now);
        }
        if (!Secret.isWellFormed(given)) {
            throw ReportError.FIELD_INVALID.because(
                    "secret is not of the form whsec_ and Base64 of 24 to 64 bytes; leave it out, and one is made");
        }
        return new Secret(given, now, null);
    }

    private static ChannelType type(JsonFields body) {
        String type = body.requiredText("type");
        return ChannelType.named(type)
                .orElseThrow(() -> ReportError.FIELD_INVALID.because("type is '" + type + "': one of "
                        + String.join(", ", ChannelType.wireNames()) + " is expected"));
    }

    private static Endpoint endpoint(JsonFields body, ChannelType type, @Nullable Channel before) {
        refuse(body, "url", type.hasUrl(), type);
        refuse(body, "to", type == ChannelType.EMAIL, type);
        if (!type.hasUrl()) {
            return type == ChannelType.EMAIL ? new Endpoint.Email(recipients(body)) : new Endpoint.Kafka();
        }
        String url = body.lines("url", LONGEST_URL);
        if (url == null) {
            if (before != null && type.urlIsSecret()) {
                return before.endpoint();
            }
            throw ReportError.FIELD_MISSING.because(
                    "url is missing: a channel of type " + type.wireName() + " has one");
        }
        try {
            return type.at(TargetGuard.parse(url));
        } catch (ForbiddenTargetException forbidden) {
            throw ReportError.CHANNEL_TARGET.because("url: " + forbidden.getMessage(), forbidden);
        }
    }

    private static List<String> recipients(JsonFields body) {
        List<String> to = body.texts("to");
        if (to.isEmpty() || to.size() > MOST_RECIPIENTS) {
            throw ReportError.FIELD_INVALID.because(
                    "to has " + to.size() + " addresses: from 1 to " + MOST_RECIPIENTS + " are expected");
        }
        for (String address : to) {
            if (address.length() > LONGEST_ADDRESS
                    || !MAIL_ADDRESS.matcher(address).matches()) {
                throw ReportError.FIELD_INVALID.because(
                        "to[] is '" + address + "': a plain address such as ann@example.com is expected");
            }
        }
        return to;
    }

    private static boolean allowPrivate(JsonFields body, ChannelType type) {
        refuse(body, "allow_private", type.hasUrl(), type);
        return body.flag("allow_private");
    }

    private static List<Secret> secrets(JsonFields body, ChannelType type, Instant now) {
        refuse(body, "secret", type == ChannelType.WEBHOOK, type);
        return type == ChannelType.WEBHOOK ? List.of(secret(body, now)) : List.of();
    }

    private static Channel.Manner manner(JsonFields body, ChannelType type, Instant now) {
        refuse(body, "digest_minutes", type.takesDigests(), type);
        refuse(body, "title_template", type.takesTemplates(), type);
        refuse(body, "text_template", type.takesTemplates(), type);
        BigDecimal minutes = body.decimal("digest_minutes", "1", MOST_DIGEST_MINUTES);
        if (minutes != null && minutes.stripTrailingZeros().scale() > 0) {
            throw ReportError.FIELD_INVALID.because("digest_minutes is " + minutes + ": whole minutes are expected");
        }
        return new Channel.Manner(
                QuietHoursForm.read(body, now),
                minutes == null ? null : Duration.ofMinutes(minutes.longValueExact()),
                flag(body, "critical_passes", true),
                template(body, "title_template"),
                template(body, "text_template"));
    }

    private static @Nullable NoticeTemplate template(JsonFields body, String field) {
        String text = body.lines(field, NoticeTemplate.LONGEST);
        if (text == null) {
            return null;
        }
        List<String> unknown = NoticeTemplate.unknown(text);
        if (!unknown.isEmpty()) {
            throw ReportError.FIELD_INVALID.because(body.name(field) + " has {{" + String.join("}}, {{", unknown)
                    + "}}; known are " + String.join(", ", NoticeTemplate.known()));
        }
        if (NoticeTemplate.hasStrayBraces(text)) {
            throw ReportError.FIELD_INVALID.because(
                    body.name(field) + " has {{ or }} that belong to no placeholder such as {{percent}}");
        }
        return new NoticeTemplate(text);
    }

    private static boolean flag(JsonFields body, String field, boolean otherwise) {
        return body.has(field) ? body.flag(field) : otherwise;
    }

    private static void refuse(JsonFields body, String field, boolean belongs, ChannelType type) {
        if (body.has(field) && !belongs) {
            throw ReportError.FIELD_INVALID.because(field + " does not belong to a channel of type " + type.wireName());
        }
    }
}
