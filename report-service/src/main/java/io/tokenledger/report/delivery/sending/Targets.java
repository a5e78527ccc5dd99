package io.tokenledger.report.delivery.sending;

import io.tokenledger.contract.AlertNotice;
import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.report.delivery.channel.Endpoint;
import io.tokenledger.report.delivery.http.GuardedHttp;
import io.tokenledger.report.delivery.mail.MailTarget;
import io.tokenledger.report.delivery.mail.SmtpServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sends a message to wherever a channel ends: one attempt. */
public final class Targets implements AutoCloseable {
    private final HttpTarget http;
    private final MailTarget mail;
    private final KafkaTarget kafka;
    private final Duration alertLasts;

    /**
     * @param smtp null: no mail can be sent
     * @param kafka bootstrap servers
     * @param alertLasts how long Alertmanager keeps a firing alert that it is not told of again
     */
    public Targets(
            GuardedHttp http, @Nullable SmtpServer smtp, String kafka, Duration kafkaLimit, Duration alertLasts) {
        this.http = new HttpTarget(http);
        this.mail = new MailTarget(smtp);
        this.kafka = new KafkaTarget(kafka, kafkaLimit);
        this.alertLasts = alertLasts;
    }

    /** Returns when the target has answered, or will not any more. Never throws for what the target does. */
    public Outcome send(Channel channel, Message message, Instant now) {
        return switch (channel.endpoint()) {
            case Endpoint.Webhook(var url) -> post(WebhookForm.of(url, channel, message, now), channel, now);
            case Endpoint.Slack(var url) -> post(SlackForm.of(url, channel, message), channel, now);
            case Endpoint.Teams(var url) -> post(TeamsForm.of(url, channel, message), channel, now);
            case Endpoint.Alertmanager _ -> tellAgain(channel, message.notices(), now);
            case Endpoint.Email(var to) -> mail(channel, message, to, now);
            case Endpoint.Kafka _ -> kafka.send(message.notices().getFirst());
        };
    }

    /** What is firing, for a target that forgets: Alertmanager. */
    public Outcome tellAgain(Channel channel, List<AlertNotice> notices, Instant now) {
        if (!(channel.endpoint() instanceof Endpoint.Alertmanager(var url))) {
            throw new IllegalArgumentException(channel.type() + " needs nothing twice");
        }
        return post(AlertmanagerForm.of(url, channel, notices, alertLasts, now), channel, now);
    }

    private Outcome post(Post post, Channel channel, Instant now) {
        return http.send(post, channel.allowPrivate(), now);
    }

    private Outcome mail(Channel channel, Message message, List<String> to, Instant now) {
        Words words = Words.of(channel, message, UnaryOperator.identity());
        AlertNotice first = message.notices().getFirst();
        MailTarget.Letter letter = new MailTarget.Letter(
                message.id(),
                message.digest() ? null : first.alertId(),
                channel.id(),
                to,
                words.title(),
                words.text(),
                words.link(),
                now);
        return mail.send(letter)
                .<Outcome>map(failure -> new Outcome.Failed(
                        failure.ofTheLetter() ? Outcome.Fault.NOTICE : Outcome.Fault.TARGET,
                        null,
                        failure.error(),
                        null))
                .orElseGet(() -> new Outcome.Delivered(null));
    }

    @Override
    public void close() {
        kafka.close();
    }
}
