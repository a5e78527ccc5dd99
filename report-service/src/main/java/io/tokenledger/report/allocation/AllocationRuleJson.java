package io.tokenledger.report.allocation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A version of an allocation rule as it is sent. */
@Schema(name = "AllocationRule")
public record AllocationRuleJson(
        UUID id,
        int version,
        @Schema(examples = "acme") String tenant,
        @Schema(examples = "platform team") String name,
        @Schema(examples = "10") int position,
        @Schema(examples = "cost_center/platform") String origin,

        @Schema(description = "Empty: everybody") List<String> to,

        @Schema(description = "Whether codes stand for themselves alone, else with all below them")
        boolean exact,

        List<String> except,

        @Schema(description = "direct_cost, tokens, even or fixed_shares", examples = "direct_cost")
        String method,

        @Schema(description = "Of fixed_shares") List<Share> shares,

        @Schema(examples = "2026-10-01") LocalDate validFrom,

        @Schema(description = "Exclusive; null: until further notice") @Nullable
        LocalDate validUntil,

        String author,
        String reason,
        Instant writtenAt) {

    /** What one cost centre bears. */
    @Schema(name = "AllocationShare")
    public record Share(
            @Schema(examples = "search") String costCenter,
            @Schema(examples = "0.6") String share) {}

    /** The rules that are in force on a day, in their order. */
    @Schema(name = "AllocationRules")
    public record InForce(String tenant, LocalDate at, List<AllocationRuleJson> rules) {}

    /** All versions of a rule, the first one first. */
    @Schema(name = "AllocationRuleVersions")
    public record History(String tenant, UUID id, List<AllocationRuleJson> versions) {}

    static AllocationRuleJson of(AllocationRule rule) {
        return new AllocationRuleJson(
                rule.id(),
                rule.version(),
                rule.tenant(),
                rule.name(),
                rule.position(),
                rule.origin().text(),
                rule.to(),
                rule.exact(),
                rule.except(),
                RuleFields.wireName(rule.method()),
                rule.shares().entrySet().stream()
                        .map(each -> new Share(each.getKey(), plain(each.getValue())))
                        .toList(),
                rule.validFrom(),
                rule.validUntil(),
                rule.author(),
                rule.reason(),
                rule.writtenAt());
    }

    private static String plain(BigDecimal share) {
        return share.stripTrailingZeros().toPlainString();
    }
}
