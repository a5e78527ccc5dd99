package io.tokenledger.report.delivery.sending;

import io.tokenledger.contract.AlertNotice;
import io.tokenledger.contract.AlertNoticeJson;
import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.report.delivery.channel.Secret;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A webhook as Standard Webhooks 1.0 signs it: HMAC-SHA256 over {@code id.timestamp.body}, once for every live secret. Pure. */
final class WebhookForm {
    private static final String HMAC = "HmacSHA256";

    private WebhookForm() {}

    /** The notice, or {@code {"digest_id","notices":[…]}}, in the channel's words. */
    static Post of(URI url, Channel channel, Message message, Instant now) {
        List<AlertNotice> notices = message.notices().stream()
                .map(notice -> worded(channel, notice))
                .toList();
        byte[] body = message.digest() ? digest(message, notices) : AlertNoticeJson.write(notices.getFirst());
        String id = message.id().toString();
        String timestamp = String.valueOf(now.getEpochSecond());
        String signatures = channel.liveSecrets(now).stream()
                .map(secret -> signature(secret, id, timestamp, body))
                .collect(Collectors.joining(" "));
        return Post.json(
                url, Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signatures), body);
    }

    private static byte[] digest(Message message, List<AlertNotice> notices) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("{\"digest_id\":\"" + message.id() + "\",\"notices\":").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(AlertNoticeJson.write(notices));
        body.write('}');
        return body.toByteArray();
    }

    private static AlertNotice worded(Channel channel, AlertNotice notice) {
        UnaryOperator<String> asItIs = UnaryOperator.identity(); // JSON is escaped by its writer
        return new AlertNotice(
                notice.noticeId(),
                notice.alertId(),
                notice.event(),
                notice.tenant(),
                notice.kind(),
                notice.severity(),
                Words.title(channel, notice, asItIs),
                Words.text(channel, notice, asItIs),
                notice.subject(),
                notice.scope(),
                notice.period(),
                notice.figures(),
                notice.since(),
                notice.at(),
                notice.crossing(),
                notice.contributors(),
                notice.link());
    }

    private static String signature(Secret secret, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.key(), HMAC));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException cannotBe) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", cannotBe);
        }
    }
}
