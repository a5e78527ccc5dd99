package io.tokenledger.report.outlook;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.outlook.BudgetForecast.Said;
import io.tokenledger.report.watch.Outlooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was said last of a budget's period: one row by its key, for who asks how the budget stands. */
@ApplicationScoped
public class LastForecastReader implements Outlooks {
    private static final String REPORT = "budget_status";

    private final LedgerViews database;

    public LastForecastReader(LedgerViews database) {
        this.database = database;
    }

    @Override
    public Outlook of(String tenant, UUID budget, Instant periodStart) {
        Optional<BudgetForecast> last =
                database.read(REPORT, connection -> BudgetForecastTable.find(connection, tenant, budget, periodStart));
        return last.map(LastForecastReader::told)
                .orElseGet(() ->
                        new None("there is no forecast of the period yet: it is made when the budget's turn comes"));
    }

    private static Outlook told(BudgetForecast forecast) {
        Said said = forecast.said();
        return said == null
                ? new None(Objects.requireNonNull(forecast.why(), "nothing is said, so there is a reason"))
                : new Expected(
                        said.point(),
                        range(said.ranges().eighty()),
                        range(said.ranges().ninetyFive()),
                        exhaustion(said.exhaustion()),
                        said.method(),
                        forecast.computedAt());
    }

    private static Range range(Ranges.Range range) {
        return new Range(range.low(), range.high());
    }

    private static Outlooks.@Nullable Exhaustion exhaustion(BudgetForecast.Exhaustion exhaustion) {
        Instant at = exhaustion.at();
        return at == null ? null : new Outlooks.Exhaustion(at, exhaustion.from(), exhaustion.to());
    }
}
