package io.tokenledger.report.reconciliation;

import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.prices.PriceBookReader;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.reconciliation.AcceptanceTable.Accepted;
import io.tokenledger.report.reconciliation.BilledReader.Stored;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Compares bills with the ledger and keeps what came of it, both from one state of the database. */
@ApplicationScoped
public class ComparisonWriter {
    private final ReportingStore store;
    private final PriceBookReader prices;
    private final Clock clock;

    public ComparisonWriter(ReportingStore store, PriceBookReader prices, Clock clock) {
        this.store = store;
        this.prices = prices;
        this.clock = clock;
    }

    /** Compares, and keeps it. Refused where nothing was imported for these days. */
    Reconciliation compare(ReconciliationQuestion question) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID id = UUID.randomUUID();
        return store.writeInOneState(connection -> compare(connection, question, id, now));
    }

    private Reconciliation compare(Connection connection, ReconciliationQuestion question, UUID id, Instant now)
            throws SQLException {
        List<Stored> bill = BilledReader.ofDays(connection, question);
        if (bill.isEmpty()) {
            throw ReportError.RECONCILIATION_NO_BILL.because("no line of a bill of '" + question.provider()
                    + "' from " + question.from() + " to " + question.to() + " was imported for tenant '"
                    + question.tenant() + "': import it first, by POST /v1/vendor-bills/imports");
        }
        AccountingSettings settings = AccountingSettingsReader.read(connection, question.tenant());
        Set<String> currencies = new TreeSet<>();
        bill.forEach(line -> currencies.addAll(
                line.row().currency() == null ? Set.of() : Set.of(line.row().currency())));
        var currency = new RunCurrency(currency(question, currencies, settings));
        BookedReader.learn(connection, currency, currencies, question);
        List<BookedCell> booked = BookedReader.read(connection, settings, question, currency);
        PriceBook book = prices.current(connection);
        Compared compared = Comparison.of(
                billed(connection, question, bill, currency),
                booked,
                name -> book.modelNamed(question.tenant(), question.provider(), name));
        Totals.Sum all = compared.totals().all();
        var run = new Reconciliation(
                question.tenant(),
                id,
                question.provider(),
                question.from(),
                question.to(),
                currency.currency(),
                question.json(),
                ReconciliationFacts.of(
                        BilledReader.bills(bill),
                        bill,
                        streams(connection),
                        book.version(),
                        currency,
                        compared.totals()),
                all.billedPico(),
                all.bookedPico(),
                now);
        keep(connection, run, compared);
        return run;
    }

    private static void keep(Connection connection, Reconciliation run, Compared compared) throws SQLException {
        ReconciliationTable.insert(connection, run);
        ReconciliationTable.insertDays(connection, run, compared.totals().byDay());
        PartRowTable.insert(connection, run, kept(run, compared.rows(), AcceptanceTable.before(connection, run)));
    }

    /** With what was accepted of each before; what was accepted and is no more is a piece of nothing. */
    private static List<KeptRow> kept(Reconciliation run, List<PartRow> rows, Map<Accepted, BigInteger> accepted) {
        Map<Accepted, BigInteger> left = new HashMap<>(accepted);
        List<KeptRow> kept = new ArrayList<>();
        for (PartRow row : rows) {
            BigInteger before = left.remove(new Accepted(run.currency(), row.about()));
            kept.add(new KeptRow(kept.size() + 1, row, before == null ? BigInteger.ZERO : before, null));
        }
        SortedMap<String, PartRow> gone = new TreeMap<>();
        Map<String, BigInteger> goneAmounts = new HashMap<>();
        left.forEach((each, amount) -> {
            if (!each.currency().equals(run.currency())) {
                throw ReportError.RECONCILIATION_CURRENCY.because("currency is " + run.currency()
                        + ", and of these days something was accepted in " + each.currency() + ": compare in that");
            }
            if (amount.signum() != 0) {
                gone.put(each.about().toString(), PartRow.gone(each.about()));
                goneAmounts.put(each.about().toString(), amount);
            }
        });
        gone.forEach((about, row) ->
                kept.add(new KeptRow(kept.size() + 1, row, Objects.requireNonNull(goneAmounts.get(about)), null)));
        return kept;
    }

    private static String currency(
            ReconciliationQuestion question, Set<String> currencies, AccountingSettings settings) {
        if (question.currency() != null) {
            return question.currency();
        }
        return currencies.size() == 1 ? currencies.iterator().next() : settings.currency();
    }

    private static List<BilledRow> billed(
            Connection connection, ReconciliationQuestion question, List<Stored> bill, RunCurrency currency)
            throws SQLException {
        var mappings = new LineMappings(
                question.provider(), LineMappingTable.rules(connection, question.tenant(), question.provider()));
        List<BilledRow> rows = new ArrayList<>();
        for (Stored line : bill) {
            VendorRow row = line.row();
            BigInteger pico = row.amountPico();
            rows.add(new BilledRow(
                    line.key(),
                    row.day(),
                    row.lineItem(),
                    mappings.meaning(row),
                    question.project(row.project()),
                    row.quantity(),
                    pico == null ? null : currency.told(pico, Objects.requireNonNull(row.currency()), row.day()),
                    line.writing().mostRoundedPico()));
        }
        return rows;
    }

    private static final String STREAMS =
            "SELECT stream, last_change FROM ledger.change_stream_published ORDER BY stream";

    /** How far the ledger's journal had come: which bookings the comparison has seen. */
    private static SortedMap<String, Long> streams(Connection connection) throws SQLException {
        SortedMap<String, Long> streams = new TreeMap<>();
        try (var statement = connection.prepareStatement(STREAMS)) {
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                streams.put(found.getString("stream"), found.getLong("last_change"));
            }
        }
        return streams;
    }
}
