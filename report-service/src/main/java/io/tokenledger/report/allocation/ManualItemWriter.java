package io.tokenledger.report.allocation;

import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Books manual items, and takes them back. */
@ApplicationScoped
public class ManualItemWriter {
    private final ReportingStore store;
    private final Clock clock;

    public ManualItemWriter(ReportingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Books it in the caller's transaction, which runs at READ COMMITTED; closings wait until it ends. Refused on a closed day,
     * and where the cost centre is not there on that day.
     */
    public static void add(Connection connection, ManualItem item) throws SQLException {
        add(connection, OpenBooksReader.hold(connection, item.tenant()), item);
    }

    private static void add(Connection connection, OpenBooks books, ManualItem item) throws SQLException {
        books.requireOpen("day", item.day());
        if (!item.costCenter().equals(Attribution.UNATTRIBUTED)) {
            books.requireCenters(
                    ReportError.MANUAL_ITEM_COST_CENTER_MISSING, "cost_center", List.of(item.costCenter()), item.day());
        }
        if (!ManualItemTable.insert(connection, item)) {
            throw ReportError.MANUAL_ITEM_REVERSED.because(
                    item.reverses() == null
                            ? "item " + item.id() + " is booked already"
                            : "item " + item.reverses() + " is taken back already");
        }
    }

    /** Books what was asked for. */
    ManualItem book(ManualItemForm.Wanted wanted) {
        return store.write(connection -> {
            OpenBooks books = OpenBooksReader.hold(connection, wanted.tenant());
            ManualItem item = new ManualItem(
                    wanted.tenant(),
                    UUID.randomUUID(),
                    wanted.kind(),
                    wanted.name(),
                    wanted.costCenter(),
                    wanted.day(),
                    wanted.currency() == null ? books.settings().currency() : wanted.currency(),
                    wanted.amountPico(),
                    wanted.provider(),
                    wanted.link(),
                    null,
                    wanted.author(),
                    wanted.reason(),
                    now());
            add(connection, books, item);
            return item;
        });
    }

    /**
     * Takes an item back, once: by one of the opposite amount on the same day, or, where that is closed, on the first open
     * one. Where it is in another currency than the books and the day is another, the two differ by the rates.
     */
    ManualItem reverse(UUID id, ManualItemForm.Reversing asked) {
        return store.write(connection -> {
            OpenBooks books = OpenBooksReader.hold(connection, asked.tenant());
            ManualItem item = ManualItemReader.find(connection, asked.tenant(), id);
            if (item.reverses() != null) {
                throw ReportError.MANUAL_ITEM_REVERSAL.because(
                        "item " + id + " takes back " + item.reverses() + ": book a new item instead");
            }
            LocalDate day = asked.day() == null ? books.openDay(item.day()) : asked.day();
            ManualItem reversal = opposite(item, day, asked, now());
            add(connection, books, reversal);
            return reversal;
        });
    }

    private static ManualItem opposite(ManualItem item, LocalDate day, ManualItemForm.Reversing asked, Instant now) {
        return new ManualItem(
                item.tenant(),
                UUID.randomUUID(),
                item.kind(),
                item.name(),
                item.costCenter(),
                day,
                item.currency(),
                item.amountPico().negate(),
                item.provider(),
                item.link(),
                item.id(),
                asked.author(),
                asked.reason(),
                now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
