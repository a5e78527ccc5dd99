package io.tokenledger.report.delivery.channel;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where a channel ends, by its type. */
public sealed interface Endpoint {
    /** A signed webhook, as Standard Webhooks has it. */
    record Webhook(URI url) implements Endpoint {}

    /** An incoming webhook that takes what Slack's does. The URL is a secret: who has it may write there. */
    record Slack(URI url) implements Endpoint {}

    /** An incoming webhook or workflow of Microsoft Teams. The URL is a secret. */
    record Teams(URI url) implements Endpoint {}

    /** Mail over the SMTP server that the operator has set. */
    record Email(List<String> to) implements Endpoint {
        public Email {
            to = List.copyOf(to);
        }
    }

    /** Prometheus Alertmanager: the address up to {@code /api/v2/alerts}, without it. */
    record Alertmanager(URI url) implements Endpoint {}

    /** The topic {@code budget.alerts.v1} of the operator's Kafka. */
    record Kafka() implements Endpoint {}

    /** Empty where it has no URL. */
    default Optional<URI> address() {
        return switch (this) {
            case Webhook(var url) -> Optional.of(url);
            case Slack(var url) -> Optional.of(url);
            case Teams(var url) -> Optional.of(url);
            case Alertmanager(var url) -> Optional.of(url);
            case Email _ -> Optional.empty();
            case Kafka _ -> Optional.empty();
        };
    }

    default ChannelType type() {
        return switch (this) {
            case Webhook _ -> ChannelType.WEBHOOK;
            case Slack _ -> ChannelType.SLACK;
            case Teams _ -> ChannelType.TEAMS;
            case Email _ -> ChannelType.EMAIL;
            case Alertmanager _ -> ChannelType.ALERTMANAGER;
            case Kafka _ -> ChannelType.KAFKA;
        };
    }
}
