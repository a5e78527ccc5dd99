package io.tokenledger.pricing.ledger;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.PricingProblem;
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
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Closes the books of tenants, only ever further on. What is closed does not change: reports about it stay as they are. */
@ApplicationScoped
public class PeriodClosing {
    private final DataSource dataSource;
    private final Clock clock = Clock.systemUTC();

    PeriodClosing(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The books of a tenant are closed for what occurred before {@code closedUntil}. */
    @Schema(name = "Closing")
    @JsonNaming(SnakeCaseStrategy.class)
    public record Closing(String tenant, Instant closedUntil, String author, String reason, Instant closedAt) {}

    // Alone in its transaction, which holds all bookings off while it is committed.
    private static final String CLOSE = "SELECT ledger.close_books(?, ?, ?, ?, ?)";

    /** Waits for the bookings under way; those that begin later see the closing. */
    public Closing close(String tenant, Instant closedUntil, String author, String reason) throws SQLException {
        var closing =
                new Closing(tenant, closedUntil, author, reason, clock.instant().truncatedTo(ChronoUnit.MICROS));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement close = connection.prepareStatement(CLOSE)) {
            close.setString(1, tenant);
            close.setObject(2, OffsetDateTime.ofInstant(closedUntil, ZoneOffset.UTC));
            close.setString(3, author);
            close.setString(4, reason);
            close.setObject(5, OffsetDateTime.ofInstant(closing.closedAt(), ZoneOffset.UTC));
            close.execute();
            return closing;
        } catch (PSQLException e) {
            throw refusal(e);
        }
    }

    /** What the caller did wrong, by the SQLSTATE; the exception itself where it was not the caller. */
    private static PricingProblem refusal(PSQLException e) throws PSQLException {
        PricingError error =
                switch (e.getSQLState()) {
                    case "TL001" -> PricingError.TIME_INVALID;
                    case "TL002" -> PricingError.CLOSING_IN_FUTURE;
                    case "TL003" -> PricingError.CLOSING_NOT_FORWARD;
                    case null, default -> throw e;
                };
        ServerErrorMessage said = e.getServerErrorMessage();
        String why = said == null ? null : said.getMessage();
        return error.because(why == null ? String.valueOf(e.getMessage()) : why);
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
