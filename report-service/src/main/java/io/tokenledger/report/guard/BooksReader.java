package io.tokenledger.report.guard;

import io.tokenledger.report.budget.BudgetBookReader;
import io.tokenledger.report.fx.FxRateReader;
import io.tokenledger.report.fx.FxRates;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.prices.PriceBookReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Budgets, prices and exchange rates in memory. Whoever decides finds out which versions are the latest and has them read
 * where these are older; exchange rates, of which a day has one, are read again every minute.
 */
@ApplicationScoped
public class BooksReader {
    private static final String REPORT = "guard_books";
    private static final Duration RATES_STAY = Duration.ofMinutes(1);

    private final LedgerViews database;
    private final BudgetBookReader budgets;
    private final PriceBookReader prices;
    private final Map<String, ReadRates> rates = new ConcurrentHashMap<>();
    private volatile @Nullable Books read;

    public BooksReader(LedgerViews database, BudgetBookReader budgets, PriceBookReader prices) {
        this.database = database;
        this.budgets = budgets;
        this.prices = prices;
    }

    private record ReadRates(Instant at, LocalDate day, FxRates ofDay) {
        boolean serves(LocalDate asked, Instant now) {
            return day.equals(asked) && now.isBefore(at.plus(RATES_STAY)) && !now.isBefore(at);
        }
    }

    /** As they were read last; read now where they never were. */
    Books known() {
        Books books = read;
        return books == null ? latest() : books;
    }

    /** As they are now, in one state of the database. */
    Books latest() {
        Books books =
                database.read(REPORT, connection -> new Books(budgets.current(connection), prices.current(connection)));
        read = books;
        return books;
    }

    /** The rates of a currency for the day of that moment in UTC; at most a minute old. */
    FxRates rates(String currency, Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        ReadRates known = rates.get(currency);
        if (known == null || !known.serves(day, now)) {
            Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            var ofDay = new Period(start, start.plus(Duration.ofDays(1)), ZoneOffset.UTC);
            FxRates found = database.read(REPORT, connection -> FxRateReader.read(connection, currency, ofDay));
            known = new ReadRates(now, day, found);
            rates.put(currency, known);
        }
        return known.ofDay();
    }
}
