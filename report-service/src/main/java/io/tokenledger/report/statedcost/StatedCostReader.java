package io.tokenledger.report.statedcost;

import io.tokenledger.report.attributed.AttributedQuestion;
import io.tokenledger.report.attributed.AttributedReader;
import io.tokenledger.report.attributed.Grouping;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what others state and what it costs here from sums that the ledger keeps of both. */
@ApplicationScoped
public class StatedCostReader {
    private static final int MAX_LINES = 100_000;
    private static final List<Grouping.Own> OWN = List.of(new Grouping.Own("stated_by"));
    private static final List<String> USUAL = List.of("stated_by", "provider", "model");
    private static final AttributedReader STATED = new AttributedReader(
            "usage_stated_published", List.of("r.currency"), List.of("events", "stated_cost_pico", "cost_pico"));

    private final LedgerViews ledger;

    public StatedCostReader(LedgerViews ledger) {
        this.ledger = ledger;
    }

    /** The question asked; {@code now} decides what this month is. */
    static AttributedQuestion question(QueryParameters parameters, Instant now) {
        return AttributedQuestion.read(parameters, now, OWN, USUAL);
    }

    /** The lines, the largest difference first. Refused where there are more than 100 000. */
    List<StatedLine> read(AttributedQuestion question) {
        Map<List<@Nullable String>, StatedSums> lines = ledger.read("stated_costs", connection -> {
            Map<List<@Nullable String>, StatedSums> found = new HashMap<>();
            STATED.read(connection, question, (group, row) -> {
                found.merge(group, sums(row), StatedSums::plus);
                if (found.size() > MAX_LINES) {
                    throw ReportError.RESULT_TOO_LARGE.because(
                            "more than " + MAX_LINES
                                    + " lines: narrow it by from and to, by filter.<dimension>, or by fewer dimensions in group_by");
                }
            });
            return found;
        });
        List<StatedLine> sorted = new ArrayList<>();
        lines.forEach((group, sums) -> {
            if (!sums.isNothing()) {
                sorted.add(new StatedLine(group, sums));
            }
        });
        sorted.sort(StatedLine.ORDER);
        return sorted;
    }

    private static StatedSums sums(ResultSet row) throws SQLException {
        return StatedSums.of(
                row.getString("currency"),
                row.getLong("events"),
                pico(row, "stated_cost_pico"),
                pico(row, "cost_pico"));
    }

    private static BigInteger pico(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column).toBigIntegerExact();
    }
}
