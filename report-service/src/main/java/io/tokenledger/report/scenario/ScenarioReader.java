package io.tokenledger.report.scenario;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.whatif.WhatIfJson;
import io.tokenledger.report.whatif.WhatIfQuestion;
import io.tokenledger.report.whatif.WhatIfReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds scenarios, and asks their questions again. */
@ApplicationScoped
public class ScenarioReader {
    private static final String REPORT = "scenarios";

    private final LedgerViews database;
    private final WhatIfReader whatIf;

    public ScenarioReader(LedgerViews database, WhatIfReader whatIf) {
        this.database = database;
        this.whatIf = whatIf;
    }

    /** The one of that id; refused where there is none. */
    public Scenario find(UUID id) {
        return database.read(REPORT, connection -> ScenarioTable.find(connection, id))
                .orElseThrow(() -> ReportError.SCENARIO_UNKNOWN.because("there is no scenario " + id));
    }

    /** Those of a tenant, the latest first; {@code after} as in a page's {@code next}. */
    public List<Scenario> latest(String tenant, boolean alsoArchived, @Nullable UUID after, int limit) {
        return database.read(
                REPORT, connection -> ScenarioTable.latest(connection, tenant, alsoArchived, after, limit));
    }

    /** What each of them answers now, all from one state of the ledger. */
    public List<WhatIfJson> answers(List<Scenario> scenarios, Instant now) {
        List<WhatIfQuestion> questions =
                scenarios.stream().map(scenario -> scenario.questionAt(now)).toList();
        return database.read(REPORT, connection -> {
            List<WhatIfJson> answers = new ArrayList<>();
            for (WhatIfQuestion question : questions) {
                answers.add(WhatIfJson.of(whatIf.answers(connection, question, List.of(question.swaps()))
                        .getFirst()));
            }
            return answers;
        });
    }

    /** Two to ten of one tenant side by side. */
    public ScenarioComparison comparison(List<UUID> ids, Instant now) {
        ScenarioComparison.checkIds(ids);
        List<Scenario> found = ids.stream().map(this::find).toList();
        ScenarioComparison.checkTenants(found);
        return ScenarioComparison.of(found, answers(found, now), now);
    }
}
