package io.tokenledger.pricing.ledger;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.pricing.rating.PicoAmount;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What others say of an entry beside what it is charged, as it goes out. */
public final class OtherSayings {
    private OtherSayings() {}

    /**
     * What somebody else says that it costs.
     *
     * @param amount exact decimal text; negative where the entry takes the event back, 0 where it adds none of it
     */
    @Schema(name = "ProviderStatedCost")
    @JsonNaming(SnakeCaseStrategy.class)
    public record Stated(
            @Schema(examples = "openrouter") String by,
            @Schema(examples = "0.11") String amount,
            @Schema(examples = "USD") String currency) {}

    /** What the text counts, where the provider counted too; signed as all quantities. Null: not counted. */
    @Schema(name = "TextTokens")
    @JsonNaming(SnakeCaseStrategy.class)
    public record TextTokens(
            @Schema(nullable = true) @Nullable TextCount input,
            @Schema(nullable = true) @Nullable TextCount output) {}

    /** A count of text. */
    @Schema(name = "TextCount")
    @JsonNaming(SnakeCaseStrategy.class)
    public record TextCount(
            long tokens, @Schema(examples = "counted") String provenance) {}

    static @Nullable Stated stated(ResultSet row) throws SQLException {
        String by = row.getString("stated_cost_by");
        return by == null
                ? null
                : new Stated(
                        by,
                        PicoAmount.decimal(row.getBigDecimal("stated_cost_pico").toBigIntegerExact()),
                        "USD");
    }

    static @Nullable TextTokens textTokens(ResultSet row) throws SQLException {
        TextCount input = textCount(row, "text_input");
        TextCount output = textCount(row, "text_output");
        return input == null && output == null ? null : new TextTokens(input, output);
    }

    private static @Nullable TextCount textCount(ResultSet row, String side) throws SQLException {
        Long tokens = EntryColumns.longOrNull(row, side + "_tokens");
        return tokens == null ? null : new TextCount(tokens, row.getString(side + "_provenance"));
    }
}
