package io.tokenledger.pricing.ledger;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.pricing.problem.PricingError;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Closes the books of tenants, only ever further on. What is closed does not change: reports about it stay as they are. */
@ApplicationScoped
public class PeriodClosing {
    private static final long QUARTER_HOUR_SECONDS = 15 * 60;

    private final DataSource dataSource;
    private final Closings closings = new Closings();
    private final Clock clock = Clock.systemUTC();

    PeriodClosing(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The books of a tenant are closed for what occurred before {@code closedUntil}. */
    @Schema(name = "Closing")
    @JsonNaming(SnakeCaseStrategy.class)
    public record Closing(String tenant, Instant closedUntil, String author, String reason, Instant closedAt) {}

    private static final String INSERT = """
            INSERT INTO ledger.closing (tenant_id, closed_until, author, reason, closed_at)
            VALUES (?, ?, ?, ?, ?)""";

    /** Waits for the bookings under way; those that begin later see the closing. */
    public Closing close(String tenant, Instant closedUntil, String author, String reason) throws SQLException {
        if (Math.floorMod(closedUntil.getEpochSecond(), QUARTER_HOUR_SECONDS) != 0 || closedUntil.getNano() != 0) {
            throw PricingError.TIME_INVALID.because(
                    "closed_until is " + closedUntil + ": books are closed at a full quarter of an hour");
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                closings.waitForBookings(connection);
                Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                refuseUnlessForward(connection, tenant, closedUntil, now);
                var closing = new Closing(tenant, closedUntil, author, reason, now);
                insert(connection, closing);
                connection.commit();
                return closing;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private void refuseUnlessForward(Connection connection, String tenant, Instant closedUntil, Instant now)
            throws SQLException {
        if (closedUntil.isAfter(now)) {
            throw PricingError.CLOSING_IN_FUTURE.because(
                    "closed_until is " + closedUntil + ", which is not over yet at " + now);
        }
        Instant before =
                closings.of(connection, List.of(tenant), now).closedUntil().get(tenant);
        if (before != null && !closedUntil.isAfter(before)) {
            throw PricingError.CLOSING_NOT_FORWARD.because("closed_until is " + closedUntil + "; the books of '"
                    + tenant + "' are closed until " + before + " already, and are never opened again");
        }
    }

    private static void insert(Connection connection, Closing closing) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, closing.tenant());
            insert.setObject(2, OffsetDateTime.ofInstant(closing.closedUntil(), ZoneOffset.UTC));
            insert.setString(3, closing.author());
            insert.setString(4, closing.reason());
            insert.setObject(5, OffsetDateTime.ofInstant(closing.closedAt(), ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    // Leans on closing_pkey.
    private static final String LIST = """
            SELECT tenant_id, closed_until, author, reason, closed_at FROM ledger.closing
            WHERE tenant_id = ?
            ORDER BY closed_until DESC""";

    /** The closings of a tenant, the one that counts first. */
    public List<Closing> closings(String tenant) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement list = connection.prepareStatement(LIST)) {
            list.setString(1, tenant);
            try (ResultSet row = list.executeQuery()) {
                var closings = new ArrayList<Closing>();
                while (row.next()) {
                    closings.add(new Closing(
                            row.getString("tenant_id"),
                            row.getObject("closed_until", OffsetDateTime.class).toInstant(),
                            row.getString("author"),
                            row.getString("reason"),
                            row.getObject("closed_at", OffsetDateTime.class).toInstant()));
                }
                return closings;
            }
        }
    }
}
