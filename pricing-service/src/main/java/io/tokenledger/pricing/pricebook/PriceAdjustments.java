package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.pricebook.BookChanges.Change;
import io.tokenledger.pricing.pricebook.BookChanges.Outcome;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.rating.Adjustment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** Regional uplifts and tenants' discounts: stated and taken back, never changed. */
@ApplicationScoped
public class PriceAdjustments {
    private static final String KIND = "adjustment";
    private static final String WITHDRAWAL = "withdrawal";

    private final DataSource dataSource;
    private final CurrentPriceBook priceBook;

    public PriceAdjustments(DataSource dataSource, CurrentPriceBook priceBook) {
        this.dataSource = dataSource;
        this.priceBook = priceBook;
    }

    /** The adjustment with its id, and the change that brought it. */
    record Stated(Change change, long adjustmentId) {}

    /** Adds one; another for the same that shares time with it is to be withdrawn first. */
    Stated state(Adjustment adjustment, String author, String reason) throws SQLException {
        return BookChanges.inTransaction(dataSource, connection -> {
            Change change = BookChanges.begin(connection, KIND, "", "", author, reason);
            Adjustment other =
                    AdjustmentTable.overlapping(AdjustmentTable.at(connection, change.version()), adjustment);
            if (other != null) {
                throw PricingError.ADJUSTMENT_OVERLAPS
                        .because("it overlaps " + other.kind().name().toLowerCase(Locale.ROOT) + " "
                                + other.adjustmentId() + ", which is for the same in " + AdjustmentTable.range(other)
                                + ": withdraw that one first, or state another range")
                        .with("adjustment_id", other.adjustmentId());
            }
            long id = AdjustmentTable.insert(connection, adjustment, change);
            return new Outcome<>(new Stated(change, id), true);
        });
    }

    /** Takes one back from now on. */
    Change withdraw(long adjustmentId, String author, String reason) throws SQLException {
        return BookChanges.inTransaction(dataSource, connection -> {
            Change change = BookChanges.begin(connection, WITHDRAWAL, "adjustment " + adjustmentId, "", author, reason);
            boolean stands = AdjustmentTable.at(connection, change.version()).stream()
                    .anyMatch(adjustment -> adjustment.adjustmentId() == adjustmentId);
            if (!stands) {
                throw PricingError.ADJUSTMENT_NOT_FOUND.because("there is no uplift or discount " + adjustmentId
                        + " that stands: it was never stated, or is withdrawn");
            }
            AdjustmentTable.withdraw(connection, adjustmentId, change);
            return new Outcome<>(change, true);
        });
    }

    /** Those that were believed in at a time: uplifts, and the discounts of one tenant. */
    List<Adjustment> knownAt(Instant time, String tenant) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            long version = priceBook.versionAt(connection, time);
            return AdjustmentTable.at(connection, version).stream()
                    .filter(adjustment ->
                            adjustment.tenant().isEmpty() || adjustment.tenant().equals(tenant))
                    .toList();
        }
    }
}
