package io.tokenledger.pricing.contract;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.pricing.rating.PicoAmount;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a settlement has booked. */
@Schema(name = "ContractSettlement")
@JsonNaming(SnakeCaseStrategy.class)
record SettlementJson(Instant settledUntil, List<Tenant> tenants) {

    /** @param entries appended to the ledger; 0 where the books were right before */
    @Schema(name = "ContractSettlementOfTenant")
    @JsonNaming(SnakeCaseStrategy.class)
    record Tenant(String tenant, long entries, List<Amount> amounts) {}

    /** The sum of what was appended in a currency; negative is a discount. */
    @Schema(name = "ContractSettlementAmount")
    @JsonNaming(SnakeCaseStrategy.class)
    record Amount(
            String currency, @Schema(examples = "-12.5") String amount) {}

    static SettlementJson of(Instant until, List<Settled> settled) {
        return new SettlementJson(
                until,
                settled.stream()
                        .map(tenant -> new Tenant(
                                tenant.tenant(),
                                tenant.entries(),
                                tenant.amountsPico().entrySet().stream()
                                        .map(amount ->
                                                new Amount(amount.getKey(), PicoAmount.decimal(amount.getValue())))
                                        .toList()))
                        .toList());
    }
}
