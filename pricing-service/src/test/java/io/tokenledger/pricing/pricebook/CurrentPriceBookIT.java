package io.tokenledger.pricing.pricebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.pricing.PricingDatabase;
import org.junit.jupiter.api.Test;

class CurrentPriceBookIT {

    @Test
    void emptyBookIsReadAndKept() throws Exception {
        try (var database = PricingDatabase.start();
                var connection = database.appDataSource().getConnection()) {
            var current = new CurrentPriceBook();
            var book = current.asOf(connection);
            assertThat(book.version()).isZero();
            assertThat(current.asOf(connection)).isSameAs(book);
        }
    }
}
