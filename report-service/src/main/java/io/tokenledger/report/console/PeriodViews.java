package io.tokenledger.report.console;

import io.tokenledger.report.closing.CheckJson;
import io.tokenledger.report.closing.PeriodJson;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.statement.StoredStatement;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes what the pages about periods show. Pure. */
final class PeriodViews {
    private static final int DIGITS_OF_A_HASH = 12;

    private PeriodViews() {}

    static PeriodPages.Row row(PeriodJson period) {
        return new PeriodPages.Row(
                period.id(), period.state(), period.firstDay(), period.lastDay(), total(period), signatures(period));
    }

    private static String total(PeriodJson period) {
        PeriodJson.TotalJson statements = period.statements();
        return statements == null
                ? ""
                : Money.toTheCent(Money.pico(statements.total())) + " " + statements.currency() + " in "
                        + statements.count() + " " + statements.status()
                        + (statements.count() == 1 ? " statement" : " statements");
    }

    private static String signatures(PeriodJson period) {
        Stream<String> began = period.began() == null
                ? Stream.empty()
                : Stream.of("begun by " + period.began().author());
        Stream<String> signed = period.signed() == null
                ? Stream.empty()
                : Stream.of("closed by " + period.signed().author());
        return Stream.concat(began, signed).collect(Collectors.joining(", "));
    }

    static List<PeriodPages.Check> checks(PeriodJson period) {
        List<CheckJson> checks = period.checks();
        return checks == null
                ? List.of()
                : checks.stream()
                        .map(check -> new PeriodPages.Check(
                                check.name().replace('_', ' '), check.state(), check.sentence(), check.link()))
                        .toList();
    }

    static List<PeriodPages.Happened> journal(PeriodJson period) {
        List<PeriodJson.EventJson> journal = period.journal();
        return journal == null
                ? List.of()
                : journal.reversed().stream()
                        .map(event -> new PeriodPages.Happened(
                                minute(event.at()),
                                event.what(),
                                event.author(),
                                event.reason(),
                                event.overrideReason()))
                        .toList();
    }

    static PeriodPages.StatementRow statement(StoredStatement statement) {
        return new PeriodPages.StatementRow(
                "/v1/statements/" + statement.id(),
                statement.number(),
                statement.costCenter(),
                statement.version(),
                statement.status().wireName(),
                statement.view().name().toLowerCase(Locale.ROOT),
                grouped(statement.amount()) + " " + statement.currency(),
                Money.exact(statement.bookPico()) + " " + statement.bookCurrency(),
                statement.hash().substring(0, DIGITS_OF_A_HASH));
    }

    /** With the places of its own currency. */
    private static String grouped(BigDecimal amount) {
        return amount.scale() == 2 ? Money.grouped(amount) : amount.toPlainString();
    }

    private static String minute(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES).toString().replace("T", " ").replace(":00Z", " UTC");
    }
}
