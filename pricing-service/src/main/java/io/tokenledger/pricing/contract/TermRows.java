package io.tokenledger.pricing.contract;

import io.tokenledger.pricing.contract.settlement.Commitment;
import io.tokenledger.pricing.contract.settlement.ProvisionedThroughput;
import io.tokenledger.pricing.contract.settlement.Term;
import io.tokenledger.pricing.contract.settlement.TermScope;
import io.tokenledger.pricing.contract.settlement.Terms;
import io.tokenledger.pricing.contract.settlement.VolumeTiers;
import io.tokenledger.pricing.contract.settlement.VolumeTiers.Measure;
import io.tokenledger.pricing.contract.settlement.VolumeTiers.Mode;
import io.tokenledger.pricing.contract.settlement.VolumeTiers.Step;
import io.tokenledger.pricing.pricebook.ValidRange;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads rows of terms. */
final class TermRows {
    private TermRows() {}

    static List<StatedTerm> all(ResultSet row) throws SQLException {
        var terms = new ArrayList<StatedTerm>();
        while (row.next()) {
            terms.add(stated(row));
        }
        return terms;
    }

    private static StatedTerm stated(ResultSet row) throws SQLException {
        Instant withdrawnAt = instantOrNull(row, "withdrawn_at");
        return new StatedTerm(
                term(row),
                new StatedTerm.Change(
                        row.getLong("version"),
                        instant(row, "changed_at"),
                        row.getString("author"),
                        row.getString("reason")),
                withdrawnAt == null
                        ? null
                        : new StatedTerm.Change(
                                row.getLong("withdrawn_version"),
                                withdrawnAt,
                                row.getString("withdrawn_author"),
                                row.getString("withdrawn_reason")));
    }

    private static Term term(ResultSet row) throws SQLException {
        return new Term(
                row.getLong("term_id"),
                row.getString("tenant_id"),
                new TermScope(
                        row.getString("provider"),
                        row.getString("model"),
                        row.getString("service_tier"),
                        row.getString("region")),
                new ValidRange(instant(row, "valid_from"), instantOrNull(row, "valid_until")),
                ZoneId.of(row.getString("timezone")),
                row.getString("currency"),
                terms(row));
    }

    private static Terms terms(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return switch (kind) {
            case VolumeTiers.KIND -> volumeTiers(row);
            case Commitment.KIND ->
                new Commitment(row.getBigDecimal("amount_pico").toBigIntegerExact());
            case ProvisionedThroughput.KIND ->
                new ProvisionedThroughput(
                        row.getBigDecimal("amount_pico").toBigIntegerExact(),
                        row.getLong("units"),
                        row.getObject("tokens_per_unit_hour", Long.class));
            default -> throw new SQLException("pricing.contract_term has an unknown kind '" + kind + "'");
        };
    }

    private static VolumeTiers volumeTiers(ResultSet row) throws SQLException {
        var from = (BigDecimal[]) row.getArray("step_from").getArray();
        var percent = (BigDecimal[]) row.getArray("step_discount_percent").getArray();
        var steps = new ArrayList<Step>();
        for (int i = 0; i < from.length; i++) {
            steps.add(new Step(from[i].toBigIntegerExact(), percent[i]));
        }
        return new VolumeTiers(
                Measure.valueOf(row.getString("measure").toUpperCase(Locale.ROOT)),
                Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)),
                steps);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(row, column), column);
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
