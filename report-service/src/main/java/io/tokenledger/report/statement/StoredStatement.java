package io.tokenledger.report.statement;

import io.tokenledger.report.costcenter.CostCenter.View;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A statement as it is kept, without its document.
 *
 * @param periodId of the accounting period
 * @param from the first moment of the period
 * @param to the first moment after it
 * @param costCenter its code, or {@code unattributed}
 * @param version of tenant, period and cost centre, from 1; drafts count
 * @param number of final ones, per tenant, from 1 without gaps; null: a draft
 * @param amount in the currency, rounded to its smallest unit
 * @param bookPico the same exactly, in 1e-12 of the currency of the books
 * @param hash SHA-256 of the document, in small hexadecimal digits
 * @param previousHash of the cost centre's final statement before it; null: there is none
 */
public record StoredStatement(
        String tenant,
        UUID id,
        String periodId,
        Instant from,
        Instant to,
        String costCenter,
        int version,
        Status status,
        @Nullable Long number,
        View view,
        String currency,
        BigDecimal amount,
        String bookCurrency,
        BigInteger bookPico,
        String hash,
        @Nullable String previousHash,
        String author,
        Instant createdAt) {

    /** What a statement counts for. */
    public enum Status {
        /** For review while its period is being closed. */
        DRAFT,
        /** Of a closed period: it stays as it is. */
        FINAL;

        /** As documents and parameters name it. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
