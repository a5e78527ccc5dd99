package io.tokenledger.report.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.tokenledger.report.alert.AlertWriter;
import io.tokenledger.report.budget.BudgetBook;
import io.tokenledger.report.budget.BudgetBookReader;
import io.tokenledger.report.store.ReportingStore;
import io.tokenledger.report.watch.LeadTable.Lead;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the states of all budgets. One tick is one transaction over one state of the database: it takes the lead, reads what
 * the journal has beyond its position, moves states, raises and settles alerts, moves the position. So wherever it ends,
 * nothing is counted twice or left out, and of several instances one watches at a time.
 */
@ApplicationScoped
public class TickWriter {
    private static final Logger LOG = Logger.getLogger(TickWriter.class);

    private final ReportingStore store;
    private final BudgetBookReader books;
    private final Clock clock;
    private final WatchSettings settings;
    private final WatchMeters metrics;
    private final BookWriter bookWriter;
    private final ChangeWriter changeWriter;
    private final StartWriter startWriter;
    private final StateWriter stateWriter;
    private final RateReader rates = new RateReader();
    private @Nullable Remembered remembered;
    private Instant ratesLookedAt = Instant.EPOCH;

    public TickWriter(
            ReportingStore store,
            BudgetBookReader books,
            AlertWriter alerts,
            Clock clock,
            WatchSettings settings,
            MeterRegistry meters) {
        this.store = store;
        this.books = books;
        this.clock = clock;
        this.settings = settings;
        this.metrics = new WatchMeters(meters);
        AlarmWriter alarms = new AlarmWriter(alerts);
        this.stateWriter = new StateWriter(alarms);
        this.bookWriter = new BookWriter(stateWriter, alarms);
        this.changeWriter = new ChangeWriter(stateWriter, new Matching());
        this.startWriter = new StartWriter(stateWriter);
    }

    /** What is in memory, and the tick that it is of: any other tick was another instance's. */
    private record Remembered(long tick, Memory memory) {}

    private record Done(TickOutcome outcome, @Nullable Remembered remembered) {}

    /** Looks once. Where it fails nothing has happened, and the next one begins from the tables. */
    public synchronized TickOutcome tick() {
        long began = System.nanoTime();
        Remembered known = remembered;
        remembered = null;
        List<Remembered> once = new ArrayList<>();
        if (known != null) {
            once.add(known);
        }
        Done done = store.writeInOneState(connection -> tick(connection, once.isEmpty() ? null : once.removeLast()));
        remembered = done.remembered();
        metrics.ticked(done.outcome(), Duration.ofNanos(System.nanoTime() - began));
        return done.outcome();
    }

    private Done tick(Connection connection, @Nullable Remembered known) throws SQLException {
        Optional<Lead> taken = LeadTable.take(connection);
        if (taken.isEmpty()) {
            return new Done(new TickOutcome.Idle(), null);
        }
        Lead lead = taken.get();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        BudgetBook book = books.current(connection);
        Memory memory = known != null && known.tick() == lead.tick() ? known.memory() : remember(connection);
        Tick tick = new Tick(now, book, reach(connection, memory), memory, rates);
        String hash = ratesHash(connection, lead, now);
        if (isNothingToDo(tick, lead, hash)) {
            return new Done(outcome(tick, 0), new Remembered(lead.tick(), memory));
        }
        Lead next = new Lead(lead.tick() + 1, hash);
        LeadTable.move(connection, next);
        int changes = work(connection, tick, !hash.equals(lead.rates()));
        LeadTable.move(connection, tick.reach().stretches());
        return new Done(outcome(tick, changes), new Remembered(next.tick(), memory));
    }

    private Memory remember(Connection connection) throws SQLException {
        rates.forget();
        return new Memory(WatchedTable.all(connection), WatchedTable.due(connection));
    }

    /** Where nothing is watched nothing need be read, and where the place is lost everything is summed up anew. */
    private Reach reach(Connection connection, Memory memory) throws SQLException {
        Reach reach = JournalReader.reach(connection, settings.rowsPerTick());
        if (memory.watched().isEmpty()) {
            return reach.skipped();
        }
        return reach.lost() ? reach.skipped() : reach;
    }

    private String ratesHash(Connection connection, Lead lead, Instant now) throws SQLException {
        if (now.isBefore(ratesLookedAt.plus(settings.ratesEvery()))) {
            return lead.rates();
        }
        ratesLookedAt = now;
        return RateReader.hash(connection);
    }

    private static boolean isNothingToDo(Tick tick, Lead lead, String hash) {
        if (tick.memory().watched().isEmpty() && tick.book().size() == 0) {
            return true;
        }
        boolean startable = tick.reach().isAtEnd() && !tick.memory().due().isEmpty();
        return tick.reach().isEmpty()
                && !startable
                && hash.equals(lead.rates())
                && !tick.memory().isToBeCompared(tick.book().version(), tick.now());
    }

    private int work(Connection connection, Tick tick, boolean otherRates) throws SQLException {
        if (tick.reach().lost()) {
            LOG.warnf("the journal was pruned beyond what was read: all budgets are summed up anew");
            metrics.lostPlace();
            bookWriter.sumUpAnew(connection, tick);
        }
        if (tick.memory().isToBeCompared(tick.book().version(), tick.now())) {
            bookWriter.compare(connection, tick);
        }
        int changes = changeWriter.apply(connection, tick);
        if (tick.reach().isAtEnd() && !tick.memory().due().isEmpty()) {
            startWriter.start(connection, tick, settings.startMillis());
        }
        if (otherRates) {
            rates.forget();
            convertAnew(connection, tick);
        }
        return changes;
    }

    /** Other rates were published: what is converted is converted by them. */
    private void convertAnew(Connection connection, Tick tick) throws SQLException {
        List<StateKey> keys = UsageTable.converted(connection);
        Map<StateKey, PeriodUsage> usage = UsageTable.read(connection, keys);
        List<Moved> moved = new ArrayList<>();
        for (BudgetState state : StateTable.read(connection, keys).values()) {
            var budget = tick.book().find(state.key().tenant(), state.key().budget());
            Watched watched = tick.memory().watched().get(state.key().budgetKey());
            if (budget.isPresent() && watched != null && watched.moves(state)) {
                var spent = StateWriter.costPico(
                        connection, tick, state.currency(), usage.getOrDefault(state.key(), new PeriodUsage()));
                if (!java.util.Objects.equals(spent, state.spentPico())) {
                    moved.add(Moved.otherwise(budget.get(), state, state.costing(spent, tick.now())));
                }
            }
        }
        stateWriter.keep(connection, tick, moved);
    }

    private static TickOutcome outcome(Tick tick, int changes) {
        long lag = tick.reach().stretches().stream()
                .filter(stretch -> !stretch.isAtEnd())
                .mapToLong(stretch ->
                        Duration.between(stretch.seenUntil(), tick.now()).toMillis())
                .max()
                .orElse(0);
        return new TickOutcome.Watched(
                changes,
                tick.reach().isAtEnd(),
                tick.memory().due().size(),
                lag,
                tick.memory().watched().size());
    }
}
