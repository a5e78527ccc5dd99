package io.tokenledger.pricing.repricing;

import io.tokenledger.pricing.ledger.DimensionScope;
import io.tokenledger.pricing.ledger.StandingEvent;
import io.tokenledger.pricing.ledger.StandingEvents;
import io.tokenledger.pricing.ledger.StandingEvents.Mark;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ledger in pages, tenant by tenant and in the order of its primary key: every page continues where one ended. */
final class ScopePages {
    private final StandingEvents events = new StandingEvents();
    private final DimensionScope scope;
    private final OffsetDateTime from;
    private final OffsetDateTime until;

    ScopePages(DimensionScope scope, Instant from, Instant until) {
        this.scope = scope;
        this.from = from.atOffset(ZoneOffset.UTC);
        this.until = until.atOffset(ZoneOffset.UTC);
    }

    /**
     * How far the pages have been read.
     *
     * @param mark null: that tenant is done
     */
    record Position(String tenant, @Nullable Mark mark) {}

    /** A page, and where the next one begins. Events may be none though pages follow. */
    record Page(List<StandingEvent> events, Position position) {}

    /** The page behind a position (null: the first); null where nothing is left. */
    @Nullable
    Page next(Connection connection, @Nullable Position position, int entries) throws SQLException {
        Mark after = position == null ? null : position.mark();
        String tenant = position == null || after == null ? tenantAfter(connection, position) : position.tenant();
        if (tenant == null) {
            return null;
        }
        if (after == null) {
            after = Mark.before(from);
        }
        Mark end = events.pageEnd(connection, tenant, after, until, entries);
        return new Page(events.page(connection, tenant, after, until, end, scope), new Position(tenant, end));
    }

    // Leans on usage_dimension_pkey.
    private static final String NEXT_TENANT =
            "SELECT min(d.tenant_id) AS tenant_id FROM ledger.usage_dimension d WHERE d.tenant_id > ? AND ";

    private @Nullable String tenantAfter(Connection connection, @Nullable Position position) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEXT_TENANT + scope.condition("d"))) {
            select.setString(1, position == null ? "" : position.tenant());
            scope.bind(select, 2);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString("tenant_id");
            }
        }
    }
}
