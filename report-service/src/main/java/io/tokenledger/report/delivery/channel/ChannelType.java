package io.tokenledger.report.delivery.channel;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What kinds of channels there are. */
public enum ChannelType {
    WEBHOOK,
    SLACK,
    TEAMS,
    EMAIL,
    ALERTMANAGER,
    KAFKA;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> wireNames() {
        return Arrays.stream(values()).map(ChannelType::wireName).toList();
    }

    /** Empty where there is none of that name. */
    public static Optional<ChannelType> named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst();
    }

    /** Whether its target is a URL that somebody gives. */
    public boolean hasUrl() {
        return this != EMAIL && this != KAFKA;
    }

    /** Whether the URL itself is what lets one write: it is then shown to nobody. */
    public boolean urlIsSecret() {
        return this == SLACK || this == TEAMS;
    }

    /** Whether several notices can go as one message. Alertmanager groups by itself; a record of Kafka is of one alert. */
    public boolean takesDigests() {
        return this != ALERTMANAGER && this != KAFKA;
    }

    /** Whether words can be chosen: what machines read has its own form. */
    public boolean takesTemplates() {
        return this != KAFKA;
    }

    Endpoint at(URI url) {
        return switch (this) {
            case WEBHOOK -> new Endpoint.Webhook(url);
            case SLACK -> new Endpoint.Slack(url);
            case TEAMS -> new Endpoint.Teams(url);
            case ALERTMANAGER -> new Endpoint.Alertmanager(url);
            case EMAIL, KAFKA -> throw new IllegalArgumentException(wireName() + " has no URL");
        };
    }
}
