package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.allocation.MarkupRule.Base;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.allocation.Transfer.Method;
import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.costcenter.CostCenter.View;
import io.tokenledger.report.directcost.DirectKind;
import io.tokenledger.report.directcost.DirectLine;
import io.tokenledger.report.directcost.LineKey;
import io.tokenledger.report.fixture.PeriodCostsOf;
import io.tokenledger.report.fx.FxRate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The example of docs/statements.md, in numbers that can be computed by hand. Books in dollars; a euro is 1.20 dollars and
 * 150.5 yen.
 *
 * <pre>
 * search (charged, EUR): 3 × 10 direct, gets 4.50 of what is shared, 10 % markup on 30 direct  = 37.50 USD
 * ads    (charged, JPY): 20 direct, gets 3.00                                                   = 23.00 USD
 * lab    (shown,   USD): 10 of a contract, gets 1.50, is credited the markup of 3.00            =  8.50 USD
 * unattributed:          6 direct and a fee of 3, all passed on                                 =  0.00 USD
 * together                                                                                      = 69.00 USD
 * </pre>
 */
final class WorkedExample {
    static final Instant CLOSED = Instant.parse("2026-11-03T09:30:00.123456Z");

    private WorkedExample() {}

    static PeriodCosts october() {
        return of("acme", "2026-10", "10");
    }

    /** Each of the three lines of search costs so much. */
    static PeriodCosts of(String tenant, String period, String eachOfSearch) {
        return new PeriodCostsOf(tenant, period)
                .center("rnd", null)
                .center("search", "rnd", "EUR", View.CHARGEBACK)
                .center("ads", "rnd", "JPY", View.CHARGEBACK)
                .center("lab", null, null, View.SHOWBACK)
                .line(usage("input", 1_000_000, eachOfSearch))
                .line(usage("cached_input", 2_000_000, eachOfSearch))
                .line(usage("output", 500_000, eachOfSearch))
                .usage("ads", "20")
                .charge("lab", "provisioned_idle", "10")
                .usage("unattributed", "6")
                .item("fee", "unattributed", "3")
                .rule("unattributed", Method.DIRECT_COST)
                .markup("search", "10", Base.DIRECT, "lab")
                .build();
    }

    private static DirectLine usage(String meter, long quantity, String dollars) {
        BigInteger pico = new BigDecimal(dollars).movePointRight(12).toBigIntegerExact();
        LineKey key = new LineKey(
                new Attribution("search", null),
                DirectKind.USAGE,
                null,
                null,
                "search",
                null,
                "checkout-bot",
                null,
                "openai",
                "o4-mini",
                "standard",
                null,
                meter,
                7L,
                pico.divide(BigInteger.valueOf(quantity)),
                "USD");
        return new DirectLine(key, quantity, pico, pico);
    }

    static List<Statement> statements(PeriodCosts costs) {
        LocalDate lastDay = costs.period().endDay().minusDays(1);
        return Statements.of(costs, new Bearers(costs)::of, code -> currency(code, lastDay));
    }

    static Statement statement(PeriodCosts costs, String code) {
        return statements(costs).stream()
                .filter(statement -> statement.bearer().code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** As it is kept when the period is closed. */
    static ObjectNode document(PeriodCosts costs, String code, long number, @Nullable JsonNode before) {
        Heading heading = new Heading(
                new UUID(0, number), number, 1, "final", "ann", CLOSED, before == null ? null : hash(before));
        return StatementDocument.of(
                statement(costs, code), heading, costs, before, before == null ? null : hash(before));
    }

    static String hash(JsonNode document) {
        return Sha256.of(CanonicalJson.bytes(document));
    }

    static KeptStatement kept(JsonNode document) {
        byte[] bytes = CanonicalJson.bytes(document);
        return new KeptStatement(DocumentRow.of(document, Sha256.of(bytes)), bytes);
    }

    private static StatementCurrency currency(String code, LocalDate day) {
        if (code.equals("USD")) {
            return new StatementCurrency(code, null);
        }
        FxRate euro = new FxRate(LocalDate.of(1999, 1, 1), LocalDate.of(9999, 1, 1), BigDecimal.ONE);
        FxRate own = code.equals("EUR") ? euro : rate("150.5", day);
        return new StatementCurrency(code, new StatementCurrency.Rate(day, rate("1.20", day), own));
    }

    private static FxRate rate(String perEuro, LocalDate day) {
        return new FxRate(day.minusDays(1), day.plusDays(6), new BigDecimal(perEuro));
    }
}
