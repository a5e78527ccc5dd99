package io.tokenledger.report.statement;

import io.tokenledger.report.money.Money;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Statements of a tenant, without their lines. */
@Schema(name = "Statements")
public record StatementsJson(
        List<HeadJson> statements,

        @Schema(description = "cursor of the next page; null: this is the last", nullable = true) @Nullable
        String next) {

    /** What a statement is. */
    @Schema(name = "StatementHead")
    public record HeadJson(
            String id,
            String tenant,

            @Schema(examples = "2026-10") String period,

            String from,
            String to,
            String costCenter,
            int version,

            @Schema(examples = "final") String status,

            @Schema(description = "Null: a draft", nullable = true) @Nullable
            Long number,

            @Schema(examples = "chargeback") String view,
            @Schema(examples = "EUR") String currency,

            @Schema(description = "Rounded to the smallest unit of the currency", examples = "1204.35")
            String amount,

            String bookCurrency,

            @Schema(description = "Exact", examples = "1304.123456789012")
            String bookAmount,

            String sha256,
            @Nullable String previousHash,
            String author,
            String createdAt,
            String link) {}

    static StatementsJson of(List<StoredStatement> page, @Nullable String next) {
        return new StatementsJson(page.stream().map(StatementsJson::head).toList(), next);
    }

    private static HeadJson head(StoredStatement row) {
        return new HeadJson(
                row.id().toString(),
                row.tenant(),
                row.periodId(),
                row.from().toString(),
                row.to().toString(),
                row.costCenter(),
                row.version(),
                row.status().wireName(),
                row.number(),
                row.view().name().toLowerCase(Locale.ROOT),
                row.currency(),
                row.amount().toPlainString(),
                row.bookCurrency(),
                Money.exact(row.bookPico()),
                row.hash(),
                row.previousHash(),
                row.author(),
                row.createdAt().toString(),
                "/v1/statements/" + row.id());
    }
}
