package io.tokenledger.report.reconciliation;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.directcost.DirectKind;
import io.tokenledger.report.directcost.MeterCell;
import io.tokenledger.report.directcost.MeterCellReader;
import io.tokenledger.report.directcost.MeterQuestion;
import io.tokenledger.report.fx.Exchange;
import io.tokenledger.report.fx.FxRateReader;
import io.tokenledger.report.reconciliation.BookedCell.Sort;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what the ledger holds of a provider's days: by the days on which it was used, since vendors bill by these. */
final class BookedReader {
    private record Key(
            Sort sort,
            LocalDate day,
            String project,
            String model,
            String tier,
            String meter,
            boolean priced,
            String currency) {}

    private record Sum(long quantity, BigInteger costPico) {
        Sum with(Sum other) {
            return new Sum(Math.addExact(quantity, other.quantity), costPico.add(other.costPico));
        }
    }

    private final ReconciliationQuestion question;
    private final Set<String> providers;
    private final Map<Key, Sum> sums = new HashMap<>();

    private BookedReader(ReconciliationQuestion question, Set<String> providers) {
        this.question = question;
        this.providers = providers;
    }

    /** Everything that was used on these days, told in the currency that is compared in. */
    static List<BookedCell> read(
            Connection connection, AccountingSettings settings, ReconciliationQuestion question, RunCurrency currency)
            throws SQLException {
        var reader = new BookedReader(question, providers(connection, question));
        var cells = new MeterQuestion(
                settings, question.period(), false, Collections.emptySortedSet(), Collections.emptySortedSet());
        MeterCellReader.read(connection, cells, reader::add);
        reader.addLate(connection);
        Set<String> currencies = new TreeSet<>();
        reader.sums.keySet().forEach(key -> currencies.add(key.currency));
        currencies.remove(MeterCell.NO_CURRENCY);
        learn(connection, currency, currencies, question);
        return reader.told(currency);
    }

    /** Reads the rates of these currencies, and of the one that is compared in, where there are others. */
    static void learn(
            Connection connection, RunCurrency currency, Set<String> currencies, ReconciliationQuestion question)
            throws SQLException {
        Set<String> all = new TreeSet<>(currencies);
        all.add(currency.currency());
        Exchange exchange = currency.exchange();
        for (String each : all.size() > 1 ? all : Set.<String>of()) {
            if (!exchange.knows(each)) {
                exchange.learn(each, FxRateReader.read(connection, each, question.period()));
            }
        }
    }

    private static final String ALIASES = "SELECT alias FROM pricing.provider_alias_published WHERE provider = ?";

    private static Set<String> providers(Connection connection, ReconciliationQuestion question) throws SQLException {
        Set<String> providers = new TreeSet<>(question.ledgerProviders());
        if (providers.isEmpty()) {
            providers.add(question.provider());
            try (PreparedStatement statement = connection.prepareStatement(ALIASES)) {
                statement.setString(1, question.provider());
                ResultSet found = statement.executeQuery();
                while (found.next()) {
                    providers.add(found.getString("alias"));
                }
            }
        }
        return providers;
    }

    /** Adjustments were used on days of closed periods: they are none of these days. */
    private void add(MeterCell cell) {
        boolean isOfTheseDays = cell.kind() != DirectKind.ADJUSTMENT && cell.adjusts() == null;
        if (isOfTheseDays && providers.contains(cell.origin().provider())) {
            Sort sort = cell.kind() == DirectKind.CHARGE || cell.meter().equals(MeterCell.CHARGE)
                    ? Sort.CHARGE
                    : cell.meter().equals(MeterCell.CORRECTION) ? Sort.CORRECTION : Sort.USAGE;
            add(
                    new Key(
                            sort,
                            cell.day(),
                            project(cell.origin().project()),
                            cell.origin().model(),
                            cell.origin().serviceTier(),
                            sort == Sort.USAGE ? cell.meter() : "",
                            cell.costPico() != null,
                            cell.currency()),
                    sort == Sort.USAGE ? cell.quantity() : 0,
                    cell.costPico());
        }
    }

    private void add(Key key, long quantity, @Nullable BigInteger cost) {
        sums.merge(key, new Sum(quantity, cost == null ? BigInteger.ZERO : cost), Sum::with);
    }

    private String project(@Nullable String project) {
        return question.projects() == null || project == null ? "" : project;
    }

    // Leans on usage_entry_pkey of the months of these days. What is accounted on these days nevertheless is in the
    // cells.
    private static final String LATE = """
        SELECT (e.occurred_at AT TIME ZONE 'UTC')::date AS day, d.project, d.model, d.service_tier, e.currency,
               e.entry_kind = 'charge' AS is_charge, sum(e.cost_pico) AS cost_pico
        FROM ledger.entry_published e
        JOIN ledger.dimension_published d ON d.tenant = e.tenant AND d.dimension_id = e.dimension_id
        WHERE e.tenant = ? AND e.accounted_late AND e.occurred_at >= ? AND e.occurred_at < ?
          AND e.cost_pico IS NOT NULL AND d.provider = ANY(?)
        GROUP BY 1, 2, 3, 4, 5, 6
        """;

    private void addLate(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LATE)) {
            statement.setString(1, question.tenant());
            statement.setObject(2, question.period().from().atOffset(ZoneOffset.UTC));
            statement.setObject(3, question.period().to().atOffset(ZoneOffset.UTC));
            statement.setArray(4, connection.createArrayOf("text", providers.toArray()));
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                add(
                        new Key(
                                found.getBoolean("is_charge") ? Sort.CHARGE : Sort.LATE,
                                found.getObject("day", LocalDate.class),
                                project(found.getString("project")),
                                found.getString("model"),
                                found.getString("service_tier"),
                                "",
                                true,
                                found.getString("currency")),
                        0,
                        found.getBigDecimal("cost_pico").toBigIntegerExact());
            }
        }
    }

    private List<BookedCell> told(RunCurrency currency) {
        List<BookedCell> cells = new ArrayList<>();
        sums.forEach((key, sum) -> {
            if (sum.quantity != 0 || sum.costPico.signum() != 0) {
                cells.add(new BookedCell(
                        key.sort,
                        key.day,
                        key.project,
                        key.model,
                        key.tier,
                        key.meter,
                        sum.quantity,
                        key.priced ? currency.told(sum.costPico, key.currency, key.day) : null));
            }
        });
        return cells;
    }
}
