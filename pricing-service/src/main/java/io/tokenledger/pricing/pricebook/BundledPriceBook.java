package io.tokenledger.pricing.pricebook;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * The list prices that come with the product, imported at start where that content is new to the database. Any number
 * of instances may start at once. It adds and changes bundled prices only: where a user imported a price, that stands.
 */
@ApplicationScoped
public class BundledPriceBook {
    private static final Logger LOG = Logger.getLogger(BundledPriceBook.class);

    private final PriceImport prices;

    public BundledPriceBook(PriceImport prices) {
        this.prices = prices;
    }

    /** Before the consumer starts, so that the first event finds its price. */
    void atStart(@Observes @Priority(10) StartupEvent start) throws SQLException {
        importNew();
    }

    /** Imports every file of the bundled book whose content is not in the database yet. */
    public void importNew() throws SQLException {
        for (String file : BundledPrices.files()) {
            String csv = BundledPrices.content(file);
            var origin = new ImportOrigin(
                    ImportOrigin.BUNDLED,
                    file,
                    ImportOrigin.sha256(csv),
                    "tokenledger",
                    "list prices of the vendor, release of " + BundledPrices.RELEASED);
            if (prices.runOnce(NativePriceCsv.read(csv), origin)) {
                LOG.infof("imported bundled price book %s", file);
            }
        }
    }
}
