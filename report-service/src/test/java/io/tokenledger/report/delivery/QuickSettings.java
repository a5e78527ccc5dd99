package io.tokenledger.report.delivery;

import io.tokenledger.report.delivery.mail.SmtpServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The service's settings, with waits that a test can wait for. */
record QuickSettings(Duration lease, Duration alertmanagerResend, int maxAttempts, String kafka)
        implements DeliverySettings {
    QuickSettings() {
        this(Duration.ofSeconds(2), Duration.ofMinutes(1), 4, "127.0.0.1:1");
    }

    @Override
    public Duration poll() {
        return Duration.ofMillis(50);
    }

    @Override
    public int parallel() {
        return 64;
    }

    @Override
    public Duration deadline() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration firstBackoff() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration longestBackoff() {
        return Duration.ofMillis(400);
    }

    @Override
    public Duration longestPause() {
        return Duration.ofMillis(200);
    }

    @Override
    public Duration longestRetryAfter() {
        return Duration.ofSeconds(3);
    }

    @Override
    public boolean allowHttp() {
        return false;
    }

    @Override
    public Optional<List<String>> allowedPrivateNetworks() {
        return Optional.of(List.of("127.0.0.0/8"));
    }

    @Override
    public URI consoleUrl() {
        return URI.create("http://127.0.0.1:8083");
    }

    @Override
    public SmtpSettings smtp() {
        return new SmtpSettings() {
            @Override
            public Optional<String> host() {
                return Optional.empty();
            }

            @Override
            public int port() {
                return 587;
            }

            @Override
            public SmtpServer.Security security() {
                return SmtpServer.Security.STARTTLS;
            }

            @Override
            public Optional<String> user() {
                return Optional.empty();
            }

            @Override
            public Optional<String> password() {
                return Optional.empty();
            }

            @Override
            public String from() {
                return "ledger@example.com";
            }
        };
    }
}
