package io.tokenledger.report.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What line items of a provider are. */
@Schema(name = "VendorLineMapping")
public record LineMappingJson(
        UUID id,
        String tenant,
        @Schema(examples = "openai") String provider,
        @Schema(examples = "{model} finetuned, input") String pattern,
        @Schema(examples = "{model}") String model,
        @Schema(examples = "input") String meter,
        @Schema(examples = "standard") String serviceTier,
        String author,
        String reason,
        Instant createdAt) {

    /** All of a tenant. */
    @Schema(name = "VendorLineMappings")
    public record All(
            @Schema(description = "The one that counts first; those that are shipped come after all of them")
            List<LineMappingJson> mappings) {}

    static LineMappingJson of(LineMapping mapping) {
        return new LineMappingJson(
                mapping.id(),
                mapping.tenant(),
                mapping.provider(),
                mapping.pattern(),
                mapping.model(),
                mapping.meter(),
                mapping.serviceTier(),
                mapping.author(),
                mapping.reason(),
                mapping.createdAt());
    }
}
