package io.tokenledger.pricing.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.pricing.contract.settlement.Commitment;
import io.tokenledger.pricing.contract.settlement.ProvisionedThroughput;
import io.tokenledger.pricing.contract.settlement.Term;
import io.tokenledger.pricing.contract.settlement.TermScope;
import io.tokenledger.pricing.contract.settlement.VolumeTiers;
import io.tokenledger.pricing.contract.settlement.VolumeTiers.Measure;
import io.tokenledger.pricing.rating.PicoAmount;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A term as it goes out; of its kinds' fields those of its own.
 *
 * @param model null: every model; so with {@code serviceTier} and {@code region}
 * @param until null: until further notice
 */
@Schema(name = "ContractTerm")
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record TermJson(
        long id,
        String tenant,

        @Schema(enumeration = {VolumeTiers.KIND, Commitment.KIND, ProvisionedThroughput.KIND})
        String kind,

        String provider,
        @Schema(nullable = true) @Nullable String model,
        @Schema(nullable = true) @Nullable String serviceTier,
        @Schema(nullable = true) @Nullable String region,
        Instant from,
        @Schema(nullable = true) @Nullable Instant until,
        String timezone,
        String currency,

        @Schema(enumeration = {"tokens", "spend"}) @Nullable String measure,

        @Schema(enumeration = {"graduated", "all_units"}) @Nullable
        String mode,

        @Nullable List<Step> steps,

        @Schema(examples = "250000") @Nullable String amount,

        @Schema(examples = "2") @Nullable String amountPerUnitHour,

        @Nullable Long units,
        @Nullable Long tokensPerUnitHour,
        Change published,
        @Schema(description = "absent: it counts") @Nullable Change withdrawn) {

    /** A tier: reached by {@code from} tokens, or so much of the currency, and more. */
    @Schema(name = "VolumeStep")
    @JsonNaming(SnakeCaseStrategy.class)
    record Step(
            @Schema(examples = "1000000000") String from,
            @Schema(examples = "10") String discountPercent) {

        static Step of(VolumeTiers.Step step, Measure measure) {
            return new Step(
                    measured(step.from(), measure),
                    step.discountPercent().stripTrailingZeros().toPlainString());
        }
    }

    /** Who changed the book, when and why; the book has that version since then. */
    @Schema(name = "ContractChange")
    @JsonNaming(SnakeCaseStrategy.class)
    record Change(Instant at, String author, String reason, long bookVersion) {
        static @Nullable Change of(StatedTerm.@Nullable Change change) {
            return change == null ? null : new Change(change.at(), change.author(), change.reason(), change.version());
        }
    }

    static TermJson of(StatedTerm stated) {
        Term term = stated.term();
        TermScope scope = term.scope();
        VolumeTiers tiers = term.terms() instanceof VolumeTiers it ? it : null;
        Commitment commitment = term.terms() instanceof Commitment it ? it : null;
        ProvisionedThroughput throughput = term.terms() instanceof ProvisionedThroughput it ? it : null;
        StatedTerm.Change published = stated.stated();
        return new TermJson(
                term.termId(),
                term.tenant(),
                term.terms().kind(),
                scope.provider(),
                orNull(scope.model()),
                orNull(scope.serviceTier()),
                orNull(scope.region()),
                term.range().from(),
                term.range().until(),
                term.zone().getId(),
                term.currency(),
                tiers == null ? null : tiers.measure().name().toLowerCase(Locale.ROOT),
                tiers == null ? null : tiers.mode().name().toLowerCase(Locale.ROOT),
                tiers == null
                        ? null
                        : tiers.steps().stream()
                                .map(step -> Step.of(step, tiers.measure()))
                                .toList(),
                commitment == null ? null : PicoAmount.decimal(commitment.amountPico()),
                throughput == null ? null : PicoAmount.decimal(throughput.amountPerUnitHourPico()),
                throughput == null ? null : Long.valueOf(throughput.units()),
                throughput == null ? null : throughput.tokensPerUnitHour(),
                new Change(published.at(), published.author(), published.reason(), published.version()),
                Change.of(stated.withdrawn()));
    }

    /** Tokens as they are, money in units of its currency. */
    static String measured(BigInteger amount, Measure measure) {
        return measure == Measure.TOKENS ? amount.toString() : PicoAmount.decimal(amount);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
