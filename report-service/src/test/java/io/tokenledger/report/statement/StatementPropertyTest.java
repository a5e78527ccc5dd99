package io.tokenledger.report.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.allocation.Transfer.Method;
import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.costcenter.CostCenter.View;
import io.tokenledger.report.directcost.DirectCosts;
import io.tokenledger.report.directcost.DirectKind;
import io.tokenledger.report.directcost.DirectLine;
import io.tokenledger.report.directcost.LineKey;
import io.tokenledger.report.fixture.PeriodCostsOf;
import io.tokenledger.report.fx.FxRate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever the costs, the currency and the order. QuickTheories prints its seed where one fails. */
class StatementPropertyTest {
    private static final List<String> CODES = List.of("a", "b", "c", "unattributed");
    private static final List<DirectKind> KINDS = List.of(DirectKind.values());
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY", "KWD", "CLF");

    @Test
    void linesAndRoundingAreTheExactTotalRoundedInAnyCurrency() {
        qt().withExamples(300).forAll(longs().all()).checkAssert(seed -> {
            Random random = new Random(seed);
            PeriodCosts costs = costs(random);
            String currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
            BigDecimal perEuro = new BigDecimal(BigInteger.valueOf(1 + random.nextInt(9_999_999)), 4);
            BigInteger together = BigInteger.ZERO;
            for (Statement statement : Statements.of(costs, new Bearers(costs)::of, _ -> currency(currency, perEuro))) {
                check(statement, perEuro);
                together = together.add(statement.bookPico());
            }
            assertThat(together).isEqualTo(costs.total());
        });
    }

    /** By BigDecimal alone, from the exact amounts. */
    private static void check(Statement statement, BigDecimal perEuro) {
        int places = statement.total().scale();
        BigDecimal lines = BigDecimal.ZERO;
        BigInteger exact = BigInteger.ZERO;
        for (Statement.Part part : statement.sections().values()) {
            for (Statement.Rounded line : part.lines()) {
                BigDecimal amount = line.amount();
                BigInteger pico = line.line().bookPico();
                if (amount != null && pico != null) {
                    assertThat(amount.scale()).isEqualTo(places);
                    lines = lines.add(amount);
                    exact = exact.add(pico);
                }
            }
        }
        assertThat(exact).isEqualTo(statement.bookPico());
        assertThat(lines.add(statement.rounding())).isEqualByComparingTo(statement.total());
        BigDecimal converted = statement.currency().code().equals("USD")
                ? new BigDecimal(exact).movePointLeft(12)
                : new BigDecimal(exact)
                        .multiply(perEuro)
                        .divide(new BigDecimal("1.1"), 60, RoundingMode.HALF_EVEN)
                        .movePointLeft(12);
        assertThat(statement.total().subtract(converted).abs())
                .isLessThanOrEqualTo(BigDecimal.ONE.movePointLeft(places).divide(BigDecimal.TWO));
    }

    @Test
    void bytesOfAStatementDoNotDependOnTheOrderOfWhatItIsMadeOf() {
        qt().withExamples(100).forAll(longs().all()).checkAssert(seed -> {
            PeriodCosts costs = costs(new Random(seed));
            PeriodCosts shuffled = shuffled(costs, new Random(~seed));
            assertThat(bytes(shuffled)).isEqualTo(bytes(costs));
        });
    }

    private static List<String> bytes(PeriodCosts costs) {
        Heading heading = new Heading(null, null, null, Heading.PREVIEW, "ann", Instant.EPOCH, null);
        return Statements.of(costs, new Bearers(costs)::of, code -> new StatementCurrency(code, null)).stream()
                .map(statement ->
                        Sha256.of(CanonicalJson.bytes(StatementDocument.of(statement, heading, costs, null, null))))
                .toList();
    }

    private static PeriodCosts costs(Random random) {
        PeriodCostsOf costs = new PeriodCostsOf("acme", "2026-10")
                .center("a", null)
                .center("b", "a")
                .center("c", null, null, View.SHOWBACK);
        int lines = 1 + random.nextInt(30);
        for (int i = 0; i < lines; i++) {
            costs.line(line(random));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            costs.item("item " + i, CODES.get(random.nextInt(CODES.size())), decimal(random));
        }
        if (random.nextBoolean()) {
            costs.rule("unattributed", random.nextBoolean() ? Method.EVEN : Method.DIRECT_COST);
        }
        return costs.build();
    }

    private static DirectLine line(Random random) {
        DirectKind kind = KINDS.get(random.nextInt(KINDS.size()));
        String code = CODES.get(random.nextInt(CODES.size()));
        boolean unpriced = random.nextInt(8) == 0;
        LineKey key = new LineKey(
                code.equals("unattributed") ? Attribution.NONE : new Attribution(code, null),
                kind,
                kind == DirectKind.USAGE ? null : "2026-0" + (7 + random.nextInt(2)),
                kind == DirectKind.CHARGE ? "contract/1" : null,
                either(random, "search"),
                either(random, "ranker"),
                either(random, "bot"),
                null,
                "openai",
                random.nextBoolean() ? "o3" : "o4-mini",
                "standard",
                null,
                random.nextBoolean() ? "input" : "requests",
                null,
                unpriced ? null : BigInteger.valueOf(1_100_000),
                unpriced ? "XXX" : "USD");
        BigInteger pico = unpriced
                ? null
                : new BigDecimal(decimal(random)).movePointRight(12).toBigInteger();
        return new DirectLine(key, random.nextInt(1_000), pico, pico);
    }

    private static @Nullable String either(Random random, String text) {
        return random.nextBoolean() ? text : null;
    }

    /** Often exactly between two cents. */
    private static String decimal(Random random) {
        BigDecimal half = new BigDecimal(BigInteger.valueOf(random.nextInt(20_000) - 5_000L), 3);
        return random.nextBoolean()
                ? half.toPlainString()
                : new BigDecimal(BigInteger.valueOf(random.nextLong() >> 20), 12).toPlainString();
    }

    private static PeriodCosts shuffled(PeriodCosts costs, Random random) {
        return new PeriodCosts(
                costs.settings(),
                costs.period(),
                costs.centers(),
                new DirectCosts(
                        mixed(costs.direct().lines(), random),
                        costs.direct().requests(),
                        costs.direct().unpricedRequests(),
                        costs.direct().conversions()),
                mixed(costs.items(), random),
                costs.rules(),
                costs.markupRules(),
                mixed(costs.transfers(), random),
                mixed(costs.leftovers(), random),
                mixed(costs.markups(), random),
                costs.conversions());
    }

    private static <T> List<T> mixed(List<T> list, Random random) {
        List<T> mixed = new ArrayList<>(list);
        Collections.shuffle(mixed, random);
        return mixed;
    }

    private static StatementCurrency currency(String code, BigDecimal perEuro) {
        if (code.equals("USD")) {
            return new StatementCurrency(code, null);
        }
        LocalDate day = LocalDate.of(2026, 10, 31);
        return new StatementCurrency(
                code,
                new StatementCurrency.Rate(
                        day,
                        new FxRate(day, day.plusDays(7), new BigDecimal("1.1")),
                        new FxRate(day, day.plusDays(7), perEuro)));
    }
}
