package io.tokenledger.report.costcenter;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where usage would go, and why. */
@Schema(name = "MappingTest")
public record TrialJson(
        String tenant,
        @Schema(description = "When it is accounted") Instant at,
        List<Result> results) {

    /** Where one would go. */
    @Schema(name = "MappingTestResult")
    public record Result(
            @Schema(description = "unattributed where no rule fits", examples = "search")
            String costCenter,

            @Schema(description = "Codes from the top of the tree to it")
            List<String> path,

            @Schema(description = "The first rule that fits; null: none does") @Nullable
            MappingRuleJson rule,

            @Schema(description = "Rules that were asked before it, in their order")
            List<PassedOver> passedOver) {}

    /** A rule that does not fit, and the first of its conditions that failed. */
    @Schema(name = "MappingTestPassedOver")
    public record PassedOver(
            UUID rule,
            int position,
            String costCenter,
            @Schema(examples = "environment") String attribute,

            @Schema(description = "Any of which it wants", examples = "[\"prod\"]")
            List<String> values,

            @Schema(description = "What the usage says; null: nothing", examples = "staging") @Nullable
            String said) {}

    static TrialJson of(TrialForm asked, OrganisationBook book, Instant now) {
        Organisation organisation = book.organisation();
        Instant at = OrganisationParameters.at(asked.at(), book.settings().zone(), now);
        return new TrialJson(
                asked.tenant(),
                at,
                asked.events().stream()
                        .map(usage -> result(organisation, usage, at))
                        .toList());
    }

    private static Result result(Organisation organisation, UsageAttributes usage, Instant at) {
        Trial trial = organisation.trial(usage, at);
        MappingRule rule = trial.decidedBy();
        String costCenter = rule == null ? Attribution.UNATTRIBUTED : rule.costCenter();
        return new Result(
                costCenter,
                organisation.path(costCenter, at),
                rule == null ? null : MappingRuleJson.of(rule),
                trial.passedOver().stream().map(each -> passedOver(each, usage)).toList());
    }

    private static PassedOver passedOver(Trial.PassedOver each, UsageAttributes usage) {
        return new PassedOver(
                each.rule().id(),
                each.rule().position(),
                each.rule().costCenter(),
                each.failed().attribute(),
                each.failed().values(),
                usage.said(each.failed().subject()));
    }
}
