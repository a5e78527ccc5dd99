package io.tokenledger.report.budget;

import io.tokenledger.report.budget.BudgetRevision.Action;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates, changes and archives budgets: each with a revision that stays, and a new version of all of them together. */
@ApplicationScoped
public class BudgetWriter {
    private final ReportingStore store;
    private final Iterable<KnownChannels> channels;
    private final Clock clock;

    @Inject
    public BudgetWriter(ReportingStore store, @Any Instance<KnownChannels> channels, Clock clock) {
        this(store, (Iterable<KnownChannels>) channels, clock);
    }

    BudgetWriter(ReportingStore store, Iterable<KnownChannels> channels, Clock clock) {
        this.store = store;
        this.channels = channels;
        this.clock = clock;
    }

    /** Refused where the tenant has another of that name, or it does not fit under its parent. */
    public Budget create(Budget wanted, Said said) {
        return store.write(connection -> moved(connection, create(connection, wanted, said)));
    }

    /**
     * What the budget is from now on; where it says nothing new, it is not changed.
     *
     * @param wanted with the revision that it was made from: refused where there is a later one
     */
    public Budget change(Budget wanted, Said said) {
        return store.write(connection -> moved(connection, change(connection, wanted, said)));
    }

    /**
     * Sets it aside: its name is free again, and what it was stays. Refused where it has children.
     *
     * @param revision that is to be archived; null: whatever it is
     */
    public Budget archive(String tenant, UUID id, @Nullable Integer revision, Said said) {
        return store.write(connection -> moved(connection, archive(connection, tenant, id, revision, said)));
    }

    private static Budget moved(Connection connection, Budget written) throws SQLException {
        BudgetBookTable.move(connection);
        return written;
    }

    /** As {@link #create(Budget, Said)}, within a transaction that moves the version itself. */
    Budget create(Connection connection, Budget wanted, Said said) throws SQLException {
        Instant now = now();
        Budget budget = wanted.revised(1, now, now);
        checkChannels(connection, budget);
        BudgetKinTable.check(connection, budget, now);
        if (!BudgetTable.insert(connection, budget)) {
            throw nameTaken(budget);
        }
        BudgetRevisionTable.insert(connection, budget, Action.CREATED, said);
        return budget;
    }

    /** As {@link #change(Budget, Said)}, within a transaction that moves the version itself. */
    Budget change(Connection connection, Budget wanted, Said said) throws SQLException {
        Budget before = lock(connection, wanted.tenant(), wanted.id(), wanted.revision());
        if (wanted.saysTheSameAs(before)) {
            return before;
        }
        Instant now = now();
        Budget budget = wanted.revised(before.revision() + 1, before.createdAt(), now);
        checkChannels(connection, budget);
        BudgetKinTable.check(connection, budget, now);
        BudgetRevisionTable.insert(connection, before, Action.CREATED, Said.NOTHING); // older than revisions are kept
        if (!BudgetTable.update(connection, budget)) {
            throw nameTaken(budget);
        }
        BudgetRevisionTable.insert(connection, budget, Action.CHANGED, said);
        return budget;
    }

    private Budget archive(Connection connection, String tenant, UUID id, @Nullable Integer revision, Said said)
            throws SQLException {
        Budget before = lock(connection, tenant, id, revision);
        List<Budget> children = BudgetListTable.children(connection, before);
        if (!children.isEmpty()) {
            throw ReportError.BUDGET_HAS_CHILDREN.because("budget '" + before.name() + "' is the parent of "
                    + children.stream().map(child -> "'" + child.name() + "'").collect(Collectors.joining(", "))
                    + ": archive them, or give them another parent, first");
        }
        Budget budget = before.archived(now());
        BudgetRevisionTable.insert(connection, before, Action.CREATED, Said.NOTHING);
        BudgetTable.update(connection, budget);
        BudgetRevisionTable.insert(connection, budget, Action.ARCHIVED, said);
        return budget;
    }

    private static Budget lock(Connection connection, String tenant, UUID id, @Nullable Integer revision)
            throws SQLException {
        Budget before = BudgetTable.lock(connection, tenant, id).orElseThrow(() -> BudgetReader.unknown(tenant, id));
        if (before.archivedAt() != null) {
            throw ReportError.BUDGET_ARCHIVED.because(
                    "budget '" + before.name() + "' was archived at " + before.archivedAt() + ": it stays as it was");
        }
        if (revision != null && revision != before.revision()) {
            throw ReportError.BUDGET_REVISION_STALE.because("revision is " + revision + " and budget '" + before.name()
                    + "' is at " + before.revision() + " since " + before.changedAt()
                    + ": read it again, and decide anew");
        }
        return before;
    }

    private void checkChannels(Connection connection, Budget budget) throws SQLException {
        List<UUID> ids = budget.alarms().channels();
        for (KnownChannels known : channels) {
            List<UUID> missing = ids.isEmpty() ? List.of() : known.missing(connection, budget.tenant(), ids);
            if (!missing.isEmpty()) {
                throw ReportError.BUDGET_CHANNEL_UNKNOWN.because("channels[] is "
                        + missing.stream().map(UUID::toString).sorted().collect(Collectors.joining(", "))
                        + ": tenant '" + budget.tenant() + "' has no such channel");
            }
        }
    }

    private static ReportProblem nameTaken(Budget budget) {
        return ReportError.NAME_TAKEN.because(
                "tenant '" + budget.tenant() + "' has a budget named '" + budget.name() + "'");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
