package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.allocation.PeriodCostsReader;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.costcenter.OrganisationReader;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.statement.StatementTable.Predecessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells what statements would be now, and what they would be for the organisation of another day; keeps nothing. */
@ApplicationScoped
public class PreviewReader {
    private static final String REPORT = "statement_preview";
    private static final String NOBODY = "preview";

    private final LedgerViews database;
    private final Clock clock;

    public PreviewReader(LedgerViews database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One telling of the period. */
    private record Telling(PeriodCosts costs, SortedMap<String, Statement> statements, String status) {}

    /** Side by side, from one state of the database. */
    ObjectNode preview(PreviewQuestion asked) {
        return database.read(REPORT, connection -> {
            AccountingSettings settings = AccountingSettingsReader.read(connection, asked.tenant());
            AccountingPeriod period = AccountingCalendar.of(settings).named(asked.period());
            Organisation organisation = OrganisationReader.read(connection, settings);
            PeriodCosts costs = PeriodCostsReader.read(connection, settings, period, organisation);
            Telling asWas = telling(connection, costs, new Bearers(costs), Heading.PREVIEW);
            Telling restated = null;
            LocalDate day = asked.restateAt();
            if (day != null) {
                Organisation other =
                        organisation.asAt(day.atStartOfDay(settings.zone()).toInstant());
                PeriodCosts otherCosts = PeriodCostsReader.read(connection, settings, period, other);
                restated = telling(connection, otherCosts, new Bearers(otherCosts, costs), Heading.RESTATED);
            }
            return answer(connection, asked, asWas, restated);
        });
    }

    private static Telling telling(Connection connection, PeriodCosts costs, Bearers bearers, String status)
            throws SQLException {
        SortedMap<String, Statement> statements = new TreeMap<>();
        for (Statement statement : StatementsReader.assemble(connection, costs, bearers)) {
            statements.put(statement.bearer().code(), statement);
        }
        return new Telling(costs, statements, status);
    }

    private ObjectNode answer(Connection connection, PreviewQuestion asked, Telling asWas, @Nullable Telling restated)
            throws SQLException {
        LocalDate day = asked.restateAt();
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("tenant", asked.tenant())
                .put("period", asked.period())
                .put("book_currency", asWas.costs().settings().currency())
                .put("restate_at", day == null ? null : day.toString());
        answer.set("cost_centers", totals(asWas, restated));
        String code = asked.costCenter();
        if (code != null) {
            Map<String, Predecessor> last = StatementTable.last(
                    connection, asked.tenant(), asWas.costs().period().period().from());
            ObjectNode one = document(asWas, code, last.get(code));
            ObjectNode other = restated == null ? null : document(restated, code, last.get(code));
            if (one == null && other == null) {
                throw ReportError.STATEMENT_UNKNOWN.because("cost centre '" + code + "' of tenant '" + asked.tenant()
                        + "' has no cost in period " + asked.period());
            }
            answer.set("as_was", one);
            answer.set("restated", other);
        }
        return answer;
    }

    private @Nullable ObjectNode document(Telling telling, String code, @Nullable Predecessor last) {
        Statement statement = telling.statements().get(code);
        if (statement == null) {
            return null;
        }
        Instant now = clock.instant();
        Heading heading =
                new Heading(null, null, null, telling.status(), NOBODY, now, last == null ? null : last.hash());
        return StatementsReader.document(statement, heading, telling.costs(), last);
    }

    /** Exact totals in the currency of the books, of every cost centre that has a line in either. */
    private static ArrayNode totals(Telling asWas, @Nullable Telling restated) {
        TreeSet<String> codes = new TreeSet<>(asWas.statements().keySet());
        List<Telling> others = restated == null ? List.of() : List.of(restated);
        others.forEach(other -> codes.addAll(other.statements().keySet()));
        ArrayNode totals = JsonNodeFactory.instance.arrayNode();
        for (String code : codes) {
            BigInteger one = total(asWas, code);
            ObjectNode row = totals.addObject().put("cost_center", code).put("as_was", Money.exact(one));
            for (Telling other : others) {
                row.put("restated", Money.exact(total(other, code)))
                        .put("difference", Money.exact(total(other, code).subtract(one)));
            }
        }
        return totals;
    }

    private static BigInteger total(Telling telling, String code) {
        Statement statement = telling.statements().get(code);
        return statement == null ? BigInteger.ZERO : statement.bookPico();
    }
}
