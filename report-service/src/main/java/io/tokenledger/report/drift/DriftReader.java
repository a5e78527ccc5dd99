package io.tokenledger.report.drift;

import io.tokenledger.pricing.rating.RatingRequest;
import io.tokenledger.report.attributed.AttributedReader;
import io.tokenledger.report.drift.DriftPrices.OneToken;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.prices.PriceBookReader;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what providers and texts count, and prices each quarter of an hour by the price list in force in it. */
@ApplicationScoped
public class DriftReader {
    private static final int MAX_LINES = 100_000;
    private static final AttributedReader DRIFT = new AttributedReader(
            "usage_drift_published",
            List.of(
                    "r.bucket_start",
                    "r.tenant",
                    "d.provider",
                    "d.model",
                    "d.service_tier",
                    "d.region",
                    "r.side",
                    "r.provenance"),
            List.of("requests", "provider_tokens", "text_tokens", "reasoning_at_most", "reasoning_untold_requests"));

    private record Key(List<@Nullable String> group, String side, String provenance) {}

    private final LedgerViews ledger;
    private final PriceBookReader prices;

    public DriftReader(LedgerViews ledger, PriceBookReader prices) {
        this.ledger = ledger;
        this.prices = prices;
    }

    /** The lines, the dearest difference first. Refused where there are more than 100 000. */
    List<DriftLine> read(DriftQuestion question) {
        return ledger.read(
                "drift", connection -> read(connection, question, new DriftPrices(prices.current(connection))));
    }

    private static List<DriftLine> read(Connection connection, DriftQuestion question, DriftPrices prices)
            throws SQLException {
        Map<Key, DriftSums> lines = new HashMap<>();
        DRIFT.read(connection, question.asked(), (group, row) -> {
            if (question.provenance().includes(row.getString("provenance"))) {
                var key = new Key(group, row.getString("side"), row.getString("provenance"));
                lines.merge(key, sums(row, prices), DriftSums::plus);
                if (lines.size() > MAX_LINES) {
                    throw ReportError.RESULT_TOO_LARGE.because(
                            "more than " + MAX_LINES
                                    + " lines: narrow it by from and to, by filter.<dimension>, or by fewer dimensions in group_by");
                }
            }
        });
        List<DriftLine> sorted = new ArrayList<>();
        lines.forEach((key, sums) -> {
            if (!sums.isNothing()) {
                sorted.add(new DriftLine(key.group(), key.side(), key.provenance(), sums));
            }
        });
        sorted.sort(DriftLine.ORDER);
        return sorted;
    }

    private static DriftSums sums(ResultSet row, DriftPrices prices) throws SQLException {
        long requests = row.getLong("requests");
        long providerTokens = row.getLong("provider_tokens");
        long textTokens = row.getLong("text_tokens");
        OneToken price = prices.of(request(row), row.getString("side").equals("input"));
        Long pico = price.pico();
        return new DriftSums(
                requests,
                providerTokens,
                textTokens,
                row.getLong("reasoning_at_most"),
                row.getLong("reasoning_untold_requests"),
                pico == null
                        ? null
                        : BigInteger.valueOf(Math.subtractExact(providerTokens, textTokens))
                                .multiply(BigInteger.valueOf(pico)),
                pico == null ? requests : 0,
                price.reason());
    }

    private static RatingRequest request(ResultSet row) throws SQLException {
        return new RatingRequest(
                row.getString("tenant"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("service_tier"),
                Objects.requireNonNullElse(row.getString("region"), ""),
                row.getObject("bucket_start", OffsetDateTime.class).toInstant(),
                DriftPrices.nothing());
    }
}
