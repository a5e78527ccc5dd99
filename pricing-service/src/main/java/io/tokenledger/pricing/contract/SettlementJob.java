package io.tokenledger.pricing.contract;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.tokenledger.pricing.ledger.LedgerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Settles contracts as time goes by. Usage is summed by quarters of an hour, so every tenant is settled once in each;
 * everything from the beginning of its terms once a day and whenever its terms have changed, else what is recent.
 */
@ApplicationScoped
public class SettlementJob {
    private static final Logger LOG = Logger.getLogger(SettlementJob.class);

    /** Later than this hardly any usage comes in; what does is settled once a day. */
    private static final Duration RECENT = Duration.ofDays(3);

    private static final Duration EVERYTHING_AGAIN = Duration.ofDays(1);

    private record Done(long version, Instant quarterHour, Instant everythingAt) {}

    private final DataSource dataSource;
    private final ContractSettlement settlement;
    private final boolean booksHere;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Done> doneByTenant = new HashMap<>();

    public SettlementJob(DataSource dataSource, ContractSettlement settlement, LedgerSettings settings) {
        this.dataSource = dataSource;
        this.settlement = settlement;
        this.booksHere = settings.consumers() > 0;
    }

    @Scheduled(every = "60s", delayed = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void settle() throws SQLException {
        if (!booksHere) {
            return;
        }
        Map<String, Long> versions;
        try (Connection connection = dataSource.getConnection()) {
            versions = TermTable.versions(connection);
        }
        doneByTenant.keySet().retainAll(versions.keySet());
        versions.forEach(this::settle);
    }

    private void settle(String tenant, long version) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant quarterHour = SettlementSpan.quarterHour(now);
        Done done = doneByTenant.get(tenant);
        if (done == null
                || done.version() != version
                || !done.everythingAt().plus(EVERYTHING_AGAIN).isAfter(now)) {
            settle(tenant, SettlementSpan.everything(now), now, new Done(version, quarterHour, now));
        } else if (!done.quarterHour().equals(quarterHour)) {
            var doneThen = new Done(version, quarterHour, done.everythingAt());
            settle(tenant, SettlementSpan.recent(now, RECENT), now, doneThen);
        }
    }

    private void settle(String tenant, SettlementSpan span, Instant now, Done doneThen) {
        try {
            Settled settled = settlement.settle(tenant, span, now);
            doneByTenant.put(tenant, doneThen);
            if (settled.entries() > 0) {
                LOG.infof("settled contracts of %s: %d entries", tenant, settled.entries());
            }
        } catch (SQLException | RuntimeException e) {
            // The other tenants go on; this one is tried again in a minute.
            LOG.errorf(e, "contracts of %s were not settled", tenant);
        }
    }
}
