package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.pricebook.BookChanges.Change;
import io.tokenledger.pricing.pricebook.BookChanges.Outcome;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.rating.ModelName;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Prices that a person states or takes back, each call in one transaction: all of it or nothing. */
@ApplicationScoped
public class PricePublication {
    static final String KIND = "price";
    private static final String WITHDRAWAL = "withdrawal";

    private final DataSource dataSource;

    public PricePublication(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What a publication or a withdrawal did to the book. */
    record Published(Change change, List<Long> priceIds, List<PriceChange> changes, List<ModelName> newNames) {}

    /**
     * Adds the prices on top of the book. Where one would cover another that is in force, that is refused, unless the
     * caller says that it is to be superseded.
     */
    Published publish(Publication publication) throws SQLException {
        var origin = new ImportOrigin(KIND, "", "", publication.author(), publication.reason());
        return BookChanges.inTransaction(dataSource, connection -> {
            Change change = BookChanges.begin(connection, origin);
            MeterTable.refuseUnknown(connection, publication.prices());
            var prices = new PriceTable(connection, change);
            var ids = new ArrayList<Long>();
            var changes = new ArrayList<PriceChange>();
            for (PriceRow row : publication.prices()) {
                List<PresentPrice> present = prices.present(row.key());
                PriceChange found = PriceChange.of(row, present);
                refuseOverlap(found, publication.supersede());
                prices.refuseOverlappingWindow(row);
                changes.add(found);
                ids.add(prices.add(row, origin));
            }
            prices.rewriteTimeline();
            List<ModelName> names =
                    NameTable.at(connection, change.version()).addNew(connection, publication.names(), change, false);
            return new Outcome<>(new Published(change, ids, changes, names), true);
        });
    }

    private static void refuseOverlap(PriceChange found, boolean supersede) {
        if (supersede) {
            return;
        }
        List<PresentPrice> was = found instanceof PriceChange.Changed changed ? changed.was() : List.of();
        if (found instanceof PriceChange.Unchanged || !was.isEmpty()) {
            List<String> present = was.stream()
                    .map(price -> "price " + price.priceId() + " " + price.range())
                    .toList();
            throw PricingError.PRICE_OVERLAPS
                    .because(found.row().key() + " in " + found.range() + " overlaps "
                            + (present.isEmpty() ? "what the book says already" : String.join(", ", present))
                            + ": say supersede=true to cover it, or state another range")
                    .with("price_ids", was.stream().map(PresentPrice::priceId).toList());
        }
    }

    /** Takes a statement back from now on; what lies below it counts again. What it priced stays as it was booked. */
    Published withdraw(long priceId, String author, String reason) throws SQLException {
        var origin = new ImportOrigin(WITHDRAWAL, "price " + priceId, "", author, reason);
        return BookChanges.inTransaction(dataSource, connection -> {
            Change change = BookChanges.begin(connection, origin);
            var prices = new PriceTable(connection, change);
            Map.Entry<PriceKey, PresentPrice> found = prices.find(priceId);
            if (found == null) {
                throw PricingError.PRICE_NOT_FOUND.because(
                        "there is no price " + priceId + " that stands: it was never stated, or is withdrawn");
            }
            prices.withdraw(found.getKey(), priceId);
            prices.rewriteTimeline();
            return new Outcome<>(new Published(change, List.of(priceId), List.of(), List.of()), true);
        });
    }
}
