package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.Adjustment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code pricing.price_adjustment}: uplifts and discounts. Rows are only added; the database refuses two at once. */
final class AdjustmentTable {
    private AdjustmentTable() {}

    private static final String SELECT_AT = """
            SELECT a.adjustment_id, a.kind, a.tenant, a.provider, a.model, a.service_tier, a.region, a.millionths,
                   lower(a.valid_during) AS valid_from, upper(a.valid_during) AS valid_until
            FROM pricing.price_adjustment a
            JOIN pricing.book_change c ON c.change_id = a.change_id
            WHERE c.version <= ?
              AND NOT EXISTS (SELECT FROM pricing.price_adjustment_withdrawal w
                              JOIN pricing.book_change taken_back ON taken_back.change_id = w.change_id
                              WHERE w.adjustment_id = a.adjustment_id AND taken_back.version <= ?)
            ORDER BY a.adjustment_id
            """;

    /** The adjustments that were believed in at a version of the book. */
    static List<Adjustment> at(Connection connection, long version) throws SQLException {
        try (var select = connection.prepareStatement(SELECT_AT)) {
            select.setLong(1, version);
            select.setLong(2, version);
            try (ResultSet row = select.executeQuery()) {
                var adjustments = new ArrayList<Adjustment>();
                while (row.next()) {
                    adjustments.add(adjustment(row));
                }
                return adjustments;
            }
        }
    }

    private static Adjustment adjustment(ResultSet row) throws SQLException {
        return new Adjustment(
                row.getLong("adjustment_id"),
                Adjustment.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("tenant"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("service_tier"),
                row.getString("region"),
                row.getLong("millionths"),
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                StatedPrices.instantOrNull(row, "valid_until"));
    }

    /** One that is for the same and shares time with the given one; null: none. */
    static @Nullable Adjustment overlapping(List<Adjustment> present, Adjustment wanted) {
        return present.stream()
                .filter(other -> other.kind() == wanted.kind()
                        && other.tenant().equals(wanted.tenant())
                        && other.provider().equals(wanted.provider())
                        && other.model().equals(wanted.model())
                        && other.serviceTier().equals(wanted.serviceTier())
                        && other.region().equals(wanted.region())
                        && range(other).overlaps(range(wanted)))
                .findFirst()
                .orElse(null);
    }

    static ValidRange range(Adjustment adjustment) {
        return new ValidRange(adjustment.validFrom(), adjustment.validUntil());
    }

    /** Whether both say the same of the same, whatever their ids. */
    static boolean isSame(Adjustment one, Adjustment other) {
        return one.millionths() == other.millionths()
                && one.validFrom().equals(other.validFrom())
                && Objects.equals(one.validUntil(), other.validUntil());
    }

    private static final String INSERT = """
            INSERT INTO pricing.price_adjustment (kind, tenant, provider, model, service_tier, region, valid_during,
                                                  millionths, change_id)
            VALUES (?, ?, ?, ?, ?, ?, tstzrange(?, ?), ?, ?)
            RETURNING adjustment_id
            """;

    private static final String INSERT_IN_FORCE = """
            INSERT INTO pricing.price_adjustment_in_force (kind, tenant, provider, model, service_tier, region,
                                                           valid_during, adjustment_id)
            VALUES (?, ?, ?, ?, ?, ?, tstzrange(?, ?), ?)
            """;

    static long insert(Connection connection, Adjustment adjustment, BookChanges.Change change) throws SQLException {
        long adjustmentId;
        try (var insert = connection.prepareStatement(INSERT)) {
            bind(insert, adjustment);
            insert.setLong(9, adjustment.millionths());
            insert.setLong(10, change.changeId());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                adjustmentId = row.getLong("adjustment_id");
            }
        }
        try (var insert = connection.prepareStatement(INSERT_IN_FORCE)) {
            bind(insert, adjustment);
            insert.setLong(9, adjustmentId);
            insert.executeUpdate();
        }
        return adjustmentId;
    }

    private static void bind(PreparedStatement insert, Adjustment adjustment) throws SQLException {
        insert.setString(1, adjustment.kind().name().toLowerCase(Locale.ROOT));
        insert.setString(2, adjustment.tenant());
        insert.setString(3, adjustment.provider());
        insert.setString(4, adjustment.model());
        insert.setString(5, adjustment.serviceTier());
        insert.setString(6, adjustment.region());
        PriceTable.bind(insert, 7, range(adjustment));
    }

    private static final String INSERT_WITHDRAWAL =
            "INSERT INTO pricing.price_adjustment_withdrawal (adjustment_id, change_id) VALUES (?, ?)";

    private static final String DELETE_IN_FORCE =
            "DELETE FROM pricing.price_adjustment_in_force WHERE adjustment_id = ?";

    static void withdraw(Connection connection, long adjustmentId, BookChanges.Change change) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT_WITHDRAWAL)) {
            insert.setLong(1, adjustmentId);
            insert.setLong(2, change.changeId());
            insert.executeUpdate();
        }
        try (var delete = connection.prepareStatement(DELETE_IN_FORCE)) {
            delete.setLong(1, adjustmentId);
            delete.executeUpdate();
        }
    }
}
