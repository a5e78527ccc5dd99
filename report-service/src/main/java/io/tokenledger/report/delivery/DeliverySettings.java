package io.tokenledger.report.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tokenledger.report.delivery.mail.SmtpServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How alerts are delivered. Each can be given as an environment variable, e.g. {@code TOKENLEDGER_DELIVERY_MAX_ATTEMPTS}. */
@ConfigMapping(prefix = "tokenledger.delivery")
public interface DeliverySettings {
    /** How often the outbox is looked at; what is queued waits half of it on average. */
    @WithDefault("250ms")
    Duration poll();

    /** Most channels that are served at the same time by this instance. */
    @WithDefault("256")
    int parallel();

    /** How long a channel stays with an instance that is not heard of any more. Renewed while the instance lives. */
    @WithDefault("5s")
    Duration lease();

    /** For one attempt over HTTP, from looking up the host to the end of the answer; and for each step of SMTP and Kafka. */
    @WithDefault("10s")
    Duration deadline();

    /** After the first failure a notice waits up to so long, doubled with each further one, at random within that. */
    @WithDefault("1s")
    Duration firstBackoff();

    /** Most that a notice waits between two attempts. */
    @WithDefault("10m")
    Duration longestBackoff();

    /** Most that a channel pauses after a failure of its target. */
    @WithDefault("30s")
    Duration longestPause();

    /** Most that a target's {@code Retry-After} is listened to. */
    @WithDefault("1h")
    Duration longestRetryAfter();

    /** So many failures make a notice a dead letter: with the waiting above, after about a day. */
    @WithDefault("300")
    int maxAttempts();

    /** How often Alertmanager is told again of what is firing; without that it takes it for resolved after five times this. */
    @WithDefault("1m")
    Duration alertmanagerResend();

    /** Whether webhooks may go to public addresses over plain http. */
    @WithDefault("false")
    boolean allowHttp();

    /** Networks that are not public and may be reached all the same, in CIDR form, by channels with {@code allow_private}. */
    Optional<List<String>> allowedPrivateNetworks();

    /** The console as the readers of alerts reach it, for the link of a test. */
    URI consoleUrl();

    /** Kafka's bootstrap servers. The service starts without Kafka, and without a kafka channel never asks for it. */
    String kafka();

    SmtpSettings smtp();

    /** The server that mail is handed to. */
    interface SmtpSettings {
        /** Missing: no mail is sent. */
        Optional<String> host();

        @WithDefault("587")
        int port();

        @WithDefault("starttls")
        SmtpServer.Security security();

        /** Missing: without logging in. */
        Optional<String> user();

        Optional<String> password();

        /** The sender's address. */
        @WithDefault("tokenledger@localhost")
        String from();
    }
}
