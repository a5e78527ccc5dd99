package io.tokenledger.pricing.repricing;

import io.tokenledger.pricing.ledger.DimensionScope;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Repricings as they are asked for and shown. */
@ApplicationScoped
class RepricingDesk {
    private final DataSource dataSource;
    private final RepricingRun run;
    private final DryRun dryRun;
    private final Repricings repricings = new Repricings();

    RepricingDesk(DataSource dataSource, CurrentPriceBook priceBook) {
        this.dataSource = dataSource;
        this.run = new RepricingRun(dataSource, priceBook, Clock.systemUTC());
        this.dryRun = new DryRun(dataSource, priceBook);
    }

    /** What would change. */
    DryRun.Result dryRun(DimensionScope scope, Instant from, Instant until) throws SQLException {
        return dryRun.run(scope, from, until);
    }

    /** Takes it on; it is applied in the background. */
    Repricing ask(RepricingRun.Asked asked) throws SQLException {
        return run.ask(asked);
    }

    RepricingRun run() {
        return run;
    }

    /** Null where there is none of that id. */
    @Nullable
    RepricingStatus find(UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return repricings.find(connection, id);
        }
    }

    /** The newest first, behind that one. */
    List<RepricingStatus> list(@Nullable Repricing before, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return repricings.list(connection, before, limit);
        }
    }
}
