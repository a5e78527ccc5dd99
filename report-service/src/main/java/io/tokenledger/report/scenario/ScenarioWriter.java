package io.tokenledger.report.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.scenario.Scenario.Archived;
import io.tokenledger.report.store.ReportingStore;
import io.tokenledger.report.whatif.WhatIfJson;
import io.tokenledger.report.whatif.WhatIfReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Saves scenarios with their answers, archives them, and holds them against budgets. */
@ApplicationScoped
public class ScenarioWriter {
    private final ReportingStore store;
    private final WhatIfReader whatIf;
    private final ObjectMapper json;
    private final Clock clock;

    public ScenarioWriter(ReportingStore store, WhatIfReader whatIf, ObjectMapper json, Clock clock) {
        this.store = store;
        this.whatIf = whatIf;
        this.json = json;
        this.clock = clock;
    }

    /** Answers the question and keeps both. Refused where the question cannot be answered, or the name is taken. */
    public Scenario save(ScenarioForm.Wanted wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        WhatIfJson answer = WhatIfJson.of(whatIf.answer(TenantQuestion.read(wanted.question(), wanted.tenant(), now)));
        Scenario scenario = new Scenario(
                UUID.randomUUID(),
                wanted.tenant(),
                wanted.name(),
                wanted.author(),
                wanted.note(),
                wanted.question().json(),
                text(answer),
                answer.bookVersion(),
                now,
                wanted.supersedes(),
                null);
        store.write(connection -> {
            write(connection, scenario);
            return true;
        });
        return scenario;
    }

    private static void write(Connection connection, Scenario scenario) throws SQLException {
        UUID before = scenario.supersedes();
        if (before != null) {
            var superseded = new Archived(scenario.savedAt(), scenario.author(), "superseded by " + scenario.id());
            if (!ScenarioTable.archive(connection, scenario.tenant(), before, superseded)) {
                throw ReportError.SCENARIO_UNKNOWN.because("supersedes is " + before + ": tenant '" + scenario.tenant()
                        + "' has no such scenario that is not archived");
            }
        }
        if (!ScenarioTable.insert(connection, scenario)) {
            throw ReportError.NAME_TAKEN.because("tenant '" + scenario.tenant() + "' has a scenario named '"
                    + scenario.name() + "': take another name, archive that one, or say that this one supersedes it");
        }
    }

    /** Sets it aside; its link goes on working. Refused where it is archived already. */
    void archive(Scenario scenario, ScenarioForm.Archiving archiving) {
        var archived =
                new Archived(clock.instant().truncatedTo(ChronoUnit.MICROS), archiving.author(), archiving.reason());
        boolean done = store.write(
                connection -> ScenarioTable.archive(connection, scenario.tenant(), scenario.id(), archived));
        if (!done) {
            throw ReportError.SCENARIO_ARCHIVED.because("scenario " + scenario.id() + " is archived already");
        }
    }

    /** Holds it against a budget from that day on; what was said before of the two is kept, and no longer counts. */
    void attach(Scenario scenario, ScenarioForm.Attaching attaching) {
        if (scenario.archived() != null) {
            throw ReportError.SCENARIO_ARCHIVED.because(
                    "scenario " + scenario.id() + " is archived: no budget is held against it");
        }
        var attachment = new ScenarioBudgetTable.Attachment(
                UUID.randomUUID(),
                attaching.budget(),
                attaching.moveOn(),
                attaching.author(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        store.write(connection -> {
            ScenarioBudgetTable.insert(connection, scenario, attachment);
            return true;
        });
    }

    /** As it is sent. */
    private String text(WhatIfJson answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException("an answer cannot be written as JSON", cannotBe);
        }
    }
}
