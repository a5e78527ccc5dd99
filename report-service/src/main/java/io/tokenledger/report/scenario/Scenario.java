package io.tokenledger.report.scenario;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.whatif.WhatIfQuestion;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A saved question. It is never edited.
 *
 * @param id random: who knows it may read the scenario
 * @param note empty: none
 * @param question JSON as it was asked; a relative period moves with the time
 * @param answer JSON as it was when the scenario was saved
 * @param bookVersion of the price book that answered then
 * @param supersedes an earlier scenario of the same tenant; null: none
 * @param archived null: it is not
 */
public record Scenario(
        UUID id,
        String tenant,
        String name,
        String author,
        String note,
        String question,
        String answer,
        long bookVersion,
        Instant savedAt,
        @Nullable UUID supersedes,
        @Nullable Archived archived) {

    /** That it is no longer wanted, and why. */
    public record Archived(Instant at, String author, String reason) {}

    /** The question as it is to be asked now: about this tenant and no other. */
    public WhatIfQuestion questionAt(Instant now) {
        return TenantQuestion.read(JsonFields.parse(question), tenant, now);
    }
}
