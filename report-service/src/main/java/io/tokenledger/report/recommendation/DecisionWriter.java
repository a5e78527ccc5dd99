package io.tokenledger.report.recommendation;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.recommendation.Decision.State;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what tenants decide about recommendations, each with the recommendation as it was then. */
@ApplicationScoped
public class DecisionWriter {
    private final RecommendationReader recommendations;
    private final FreezingReader freezing;
    private final LedgerViews database;
    private final ReportingStore store;
    private final Clock clock;

    public DecisionWriter(
            RecommendationReader recommendations,
            FreezingReader freezing,
            LedgerViews database,
            ReportingStore store,
            Clock clock) {
        this.recommendations = recommendations;
        this.freezing = freezing;
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    /** Decides; refused where the recommendation is not found now, or is in that state already. */
    Decision decide(String id, State state, JsonFields body) {
        Instant now = clock.instant();
        DecisionForm form = DecisionForm.read(body, state, now);
        Decision before = latest(form.query().tenant(), id);
        refuseSameState(id, before, state);
        String frozen = before != null && state == State.WITHDRAWN ? before.frozen() : frozen(id, state, form.query());
        return store.write(connection -> {
            Decision latest = DecisionTable.latestOf(connection, form.query().tenant(), id);
            refuseSameState(id, latest, state);
            Decision decision = new Decision(
                    form.query().tenant(),
                    id,
                    latest == null ? 1 : latest.number() + 1,
                    state,
                    form.author(),
                    form.reason(),
                    now,
                    state == State.ACCEPTED ? startsOn(form, now) : null,
                    frozen);
            if (!DecisionTable.insert(connection, decision)) {
                throw ReportError.RECOMMENDATION_STATE.because(
                        "somebody else decided about recommendation " + id + " at the same time: look at it again");
            }
            return decision;
        });
    }

    private @Nullable Decision latest(String tenant, String id) {
        return database.read(
                        "recommendation_decision",
                        connection -> Optional.ofNullable(DecisionTable.latestOf(connection, tenant, id)))
                .orElse(null);
    }

    private static LocalDate startsOn(DecisionForm form, Instant now) {
        return form.startsOn() != null
                ? form.startsOn()
                : LocalDate.ofInstant(now, form.query().period().zone());
    }

    private static void refuseSameState(String id, @Nullable Decision latest, State state) {
        State current = latest == null ? State.WITHDRAWN : latest.state();
        if (current == state) {
            throw ReportError.RECOMMENDATION_STATE.because("recommendation " + id + " is "
                    + DecisionJson.state(latest) + ": it cannot be " + state.wireName()
                    + (latest == null ? "" : "; that was decided by " + latest.author() + " at " + latest.decidedAt()));
        }
    }

    /** The recommendation as it is now, with what the tracker needs of an accepted one. */
    private String frozen(String id, State state, RecommendationQuery query) {
        List<Recommendation> all = recommendations.recommend(query).all();
        for (int i = 0; i < all.size(); i++) {
            Recommendation one = all.get(i);
            if (one.id().equals(id)) {
                TrackedMove tracked = state == State.ACCEPTED ? freezing.freeze(query, one) : null;
                return FrozenJson.of(RecommendationJson.of(one, i + 1, all), tracked);
            }
        }
        throw ReportError.RECOMMENDATION_UNKNOWN.because("'" + id + "' is none of the recommendations of tenant '"
                + query.tenant() + "' from " + query.period().fromText() + " to "
                + query.period().toText() + "; name the period that it was shown for");
    }
}
