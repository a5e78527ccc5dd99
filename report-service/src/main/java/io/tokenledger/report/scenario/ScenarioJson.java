package io.tokenledger.report.scenario;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tokenledger.report.whatif.WhatIfJson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A scenario as it is sent. */
@Schema(name = "Scenario")
public record ScenarioJson(
        UUID id,
        @Schema(examples = "acme") String tenant,
        @Schema(examples = "bulk to o4-mini") String name,
        @Schema(examples = "ann") String author,
        @Nullable String note,
        Instant savedAt,

        @Schema(description = "Of the price book that answered then")
        long bookVersion,

        @Nullable UUID supersedes,
        @Schema(description = "Null: it is not") @Nullable ArchivedJson archived,

        @Schema(
                description = "The page to share, on this service",
                examples = "/scenarios/3f0c5a52-6d0e-4c57-9a52-0f8f1c0a7b11")
        String link,

        @JsonRawValue @Schema(implementation = Object.class, description = "As it was asked")
        String question,

        @JsonRawValue @Schema(implementation = WhatIfJson.class, description = "As it was when the scenario was saved")
        String answerWhenSaved) {

    /** That it is no longer wanted. */
    @Schema(name = "ScenarioArchived")
    public record ArchivedJson(Instant at, String author, String reason) {}

    /**
     * A page of scenarios.
     *
     * @param next for {@code cursor=} of the next page; null: there is none
     */
    @Schema(name = "Scenarios")
    public record Page(
            List<ScenarioJson> scenarios, @Nullable UUID next) {}

    static ScenarioJson of(Scenario scenario) {
        Scenario.Archived archived = scenario.archived();
        return new ScenarioJson(
                scenario.id(),
                scenario.tenant(),
                scenario.name(),
                scenario.author(),
                scenario.note().isEmpty() ? null : scenario.note(),
                scenario.savedAt(),
                scenario.bookVersion(),
                scenario.supersedes(),
                archived == null ? null : new ArchivedJson(archived.at(), archived.author(), archived.reason()),
                "/scenarios/" + scenario.id(),
                scenario.question(),
                scenario.answer());
    }
}
