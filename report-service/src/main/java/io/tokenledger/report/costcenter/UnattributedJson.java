package io.tokenledger.report.costcenter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageJson;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Usage that no rule leads to a cost centre, the heaviest first. */
@Schema(name = "UnattributedUsage")
public record UnattributedJson(
        String tenant,
        @Schema(examples = "2026-11-01T00:00:00+05:45") String from,
        @Schema(examples = "2026-12-01T00:00:00+05:45") String to,

        @Schema(description = "That of the books", examples = "USD")
        String currency,

        @Schema(description = "All usage of the tenant") UsageJson total,
        Part unattributed,
        List<Group> groups,

        @Schema(description = "For cursor= of the next page; null: there is none") @Nullable
        String next) {

    /** A part of the whole. */
    @Schema(name = "UnattributedPart")
    public record Part(
            UsageJson usage,

            @Schema(description = "Of the total; null: nothing of it has a price", examples = "0.042") @Nullable
            String shareOfCost,

            @Nullable String shareOfRequests,
            @Nullable String shareOfTokens) {

        static Part of(Usage part, Usage whole) {
            return new Part(
                    UsageJson.of(part, part.exactCost()),
                    Weight.share(part.pricedCostPico(), whole.pricedCostPico()),
                    Weight.share(big(part.requests()), big(whole.requests())),
                    Weight.share(big(Weight.tokens(part)), big(Weight.tokens(whole))));
        }

        private static BigInteger big(long number) {
            return BigInteger.valueOf(number);
        }
    }

    /** What is unattributed of the same attributes. */
    @Schema(name = "UnattributedGroup")
    public record Group(
            @Schema(description = "Null: not said") Map<String, @Nullable String> group,
            Part part,

            @Schema(description = "Of all that is unattributed: this group and those before it", examples = "0.8")
            @Nullable
            String cumulativeShare) {}

    /** Rules that would attribute it. */
    @Schema(name = "MappingSuggestions")
    public record SuggestionsJson(
            String tenant,
            String from,
            String to,

            @Schema(description = "That of the books", examples = "USD")
            String currency,

            Part unattributed,
            List<SuggestionJson> suggestions,

            @Schema(description = "What would still be unattributed")
            UsageJson left) {}

    /** One rule, and what speaks for it. */
    @Schema(name = "MappingSuggestion")
    public record SuggestionJson(
            @Schema(description = "Ready to be posted to /v1/mapping-rules, with an author where one was given")
            RuleBody rule,

            @Schema(description = "That it would attribute, beside the suggestions before it")
            UsageJson usage,

            @Schema(description = "Of all that is unattributed", examples = "0.61") @Nullable
            String share,

            @Schema(description = "The same with the suggestions before it", examples = "0.61") @Nullable
            String cumulativeShare,

            List<Evidence> evidence) {}

    /** As POST /v1/mapping-rules takes it. */
    @Schema(name = "MappingRuleBody")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RuleBody(
            String tenant,
            int position,
            Map<String, List<String>> conditions,
            String costCenter,
            LocalDate validFrom,
            @Nullable String author,
            String reason) {}
}
