package io.tokenledger.report.closing;

import io.tokenledger.report.json.JsonFields;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A check as it is sent, and as it is kept. */
@Schema(name = "PeriodCheck")
public record CheckJson(
        @Schema(
                description = "preceding_period, exchange_rates, unpriced, rejected, unattributed, reconciliation,"
                        + " late_events or books_agree",
                examples = "unattributed")
        String name,

        @Schema(description = "passed, failed, warning or not_known", examples = "passed")
        String state,

        @Schema(description = "A share from 0 on; null: not known, or not a number", examples = "0.013") @Nullable
        String value,

        @Schema(description = "The most that is allowed", examples = "0.05") @Nullable
        String limit,

        @Schema(description = "The figures behind it, and the rule")
        String sentence,

        @Schema(description = "Where to look, on this service") @Nullable
        String link) {

    static CheckJson of(Check check) {
        return new CheckJson(
                check.name().wireName(),
                check.state().wireName(),
                check.value(),
                check.limit(),
                check.sentence(),
                check.link());
    }

    /** As {@link CheckText} wrote them. */
    static List<CheckJson> kept(String json) {
        return JsonFields.parse(json).objects("checks").stream()
                .map(each -> new CheckJson(
                        each.requiredText("name"),
                        each.requiredText("state"),
                        each.text("value"),
                        each.text("limit"),
                        String.valueOf(each.lines("sentence", CheckText.LONGEST_SENTENCE)),
                        each.lines("link", CheckText.LONGEST_SENTENCE)))
                .toList();
    }
}
