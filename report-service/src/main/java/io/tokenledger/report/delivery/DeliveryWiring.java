package io.tokenledger.report.delivery;

import io.tokenledger.report.delivery.http.GuardedHttp;
import io.tokenledger.report.delivery.http.HostLookup;
import io.tokenledger.report.delivery.http.Network;
import io.tokenledger.report.delivery.http.SystemLookup;
import io.tokenledger.report.delivery.http.TargetGuard;
import io.tokenledger.report.delivery.mail.SmtpServer;
import io.tokenledger.report.delivery.sending.Targets;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Makes what sends out of the settings. */
@Singleton
public class DeliveryWiring {
    /** Five tellings may be lost before Alertmanager takes an alert for resolved. */
    private static final int TELLINGS_UNTIL_FORGOTTEN = 5;

    private static final Duration LOOKUP_LIMIT = Duration.ofSeconds(5);

    @Produces
    @Singleton
    HostLookup lookup() {
        return new SystemLookup(LOOKUP_LIMIT);
    }

    @Produces
    @Singleton
    TargetGuard guard(DeliverySettings settings, HostLookup lookup) {
        List<Network> allowed = settings.allowedPrivateNetworks().orElse(List.of()).stream()
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .map(Network::of)
                .toList();
        return new TargetGuard(lookup, allowed, settings.allowHttp());
    }

    @Produces
    @Singleton
    Targets targets(DeliverySettings settings, TargetGuard guard) throws NoSuchAlgorithmException {
        return targets(settings, new GuardedHttp(guard, settings.deadline(), SSLContext.getDefault()));
    }

    static Targets targets(DeliverySettings settings, GuardedHttp http) {
        return new Targets(
                http,
                smtp(settings),
                settings.kafka(),
                settings.deadline(),
                settings.alertmanagerResend().multipliedBy(TELLINGS_UNTIL_FORGOTTEN));
    }

    void close(@Disposes Targets targets) {
        targets.close();
    }

    private static @Nullable SmtpServer smtp(DeliverySettings settings) {
        DeliverySettings.SmtpSettings smtp = settings.smtp();
        return smtp.host()
                .map(host -> new SmtpServer(
                        host,
                        smtp.port(),
                        smtp.security(),
                        smtp.user().orElse(null),
                        smtp.password().orElse(null),
                        smtp.from(),
                        settings.deadline()))
                .orElse(null);
    }
}
