package io.tokenledger.pricing.contract;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What terms are published with: the description in OpenAPI; {@link TermReader} reads them field by field. */
final class TermForm {
    private static final String DAY_OR_TIME = "a day in the time zone, or a time in RFC 3339 at a quarter of an hour";

    private TermForm() {}

    @Schema(name = "VolumeTiersRequest")
    @JsonNaming(SnakeCaseStrategy.class)
    record VolumeTiersForm(
            @Schema(required = true) String tenant,
            @Schema(required = true) String author,
            @Schema(required = true) String reason,
            @Schema(required = true, examples = "openai") String provider,

            @Schema(description = "every model by default; * stands for any characters") @Nullable
            String model,

            @Schema(description = "every tier by default") @Nullable
            String serviceTier,

            @Schema(description = "every region by default") @Nullable
            String region,

            @Schema(required = true, description = DAY_OR_TIME, examples = "2026-11-01")
            String from,

            @Schema(description = "until further notice by default") @Nullable
            String until,

            @Schema(defaultValue = "UTC") @Nullable String timezone,
            @Schema(required = true, examples = "USD") String currency,

            @Schema(
                    required = true,
                    enumeration = {"tokens", "spend"})
            String measure,

            @Schema(
                    required = true,
                    enumeration = {"graduated", "all_units"})
            String mode,

            @Schema(required = true, description = "ascending, the first from 0")
            List<TermJson.Step> steps) {}

    @Schema(name = "CommitmentRequest")
    @JsonNaming(SnakeCaseStrategy.class)
    record CommitmentForm(
            @Schema(required = true) String tenant,
            @Schema(required = true) String author,
            @Schema(required = true) String reason,
            @Schema(required = true, examples = "openai") String provider,

            @Schema(required = true, description = DAY_OR_TIME, examples = "2026-01-01")
            String from,

            @Schema(required = true, description = DAY_OR_TIME, examples = "2027-01-01")
            String until,

            @Schema(defaultValue = "UTC") @Nullable String timezone,
            @Schema(required = true, examples = "USD") String currency,
            @Schema(required = true, examples = "250000") String amount) {}

    @Schema(name = "ProvisionedThroughputRequest")
    @JsonNaming(SnakeCaseStrategy.class)
    record ThroughputForm(
            @Schema(required = true) String tenant,
            @Schema(required = true) String author,
            @Schema(required = true) String reason,
            @Schema(required = true, examples = "azure") String provider,

            @Schema(description = "every model by default; * stands for any characters") @Nullable
            String model,

            @Schema(description = "every tier by default") @Nullable
            String serviceTier,

            @Schema(description = "where it is served, or the deployment; everywhere by default") @Nullable
            String region,

            @Schema(required = true, description = DAY_OR_TIME, examples = "2026-11-01")
            String from,

            @Schema(description = "a whole number of hours after it; until further notice by default") @Nullable
            String until,

            @Schema(defaultValue = "UTC") @Nullable String timezone,
            @Schema(required = true, examples = "USD") String currency,

            @Schema(required = true, description = "of one unit, used or not", examples = "2")
            String amountPerUnitHour,

            @Schema(required = true, examples = "50") long units,

            @Schema(description = "what one unit can serve; not known by default", examples = "150000") @Nullable
            Long tokensPerUnitHour) {}

    @Schema(name = "WithdrawalRequest")
    record WithdrawalForm(
            @Schema(required = true) String author,
            @Schema(required = true) String reason) {}

    @Schema(name = "SettlementRequest")
    record SettlementForm(
            @Schema(description = "every tenant with a contract by default") @Nullable
            String tenant,

            @Schema(
                    description = "settles what was over by then, RFC 3339; by default all up to now, the running month"
                            + " as far as it has come")
            @Nullable
            String until) {}
}
