package io.tokenledger.pricing.ledger;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Keeps the ledger's monthly partitions made ahead: from the first month that events may claim to three months on. */
@ApplicationScoped
class LedgerPartitions {
    private static final Logger LOG = Logger.getLogger(LedgerPartitions.class);
    private static final int MONTHS_AHEAD = 3;

    private final DataSource dataSource;
    private final Clock clock = Clock.systemUTC();

    LedgerPartitions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private static final String ENSURE = "SELECT ledger.ensure_partitions(?, ?)";

    /** Makes the partitions that are missing. Safe to repeat, and from several instances at once. */
    void ensure() throws SQLException {
        LocalDate first = LocalDate.ofInstant(BookableRange.FIRST, ZoneOffset.UTC);
        LocalDate last = LocalDate.now(clock).plusMonths(MONTHS_AHEAD);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ensure = connection.prepareStatement(ENSURE)) {
            ensure.setObject(1, first);
            ensure.setObject(2, last);
            try (ResultSet made = ensure.executeQuery()) {
                made.next();
                LOG.infof("%d monthly partitions made; the ledger holds %s to %s", made.getInt(1), first, last);
            }
        }
    }

    @Scheduled(every = "24h", delayed = "24h")
    void ensureDaily() throws SQLException {
        ensure();
    }
}
