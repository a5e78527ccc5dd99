package io.tokenledger.pricing.repricing;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.pricing.rating.PicoAmount;
import io.tokenledger.pricing.repricing.ScopePages.Position;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A repricing as it is asked for and told. */
final class RepricingJson {
    private RepricingJson() {}

    /** The description in OpenAPI of what is asked with. */
    @Schema(name = "RepricingRequest")
    @JsonNaming(SnakeCaseStrategy.class)
    record Form(
            @Schema(description = "only events that have all of these") @Nullable
            ScopeForm scope,

            @Schema(required = true, description = "events from here on")
            Instant from,

            @Schema(required = true, description = "and before here")
            Instant to,

            @Schema(required = true, description = "true: only say what would change")
            boolean dryRun,

            @Schema(description = "required unless dry_run") @Nullable
            String author,

            @Schema(description = "required unless dry_run") @Nullable
            String reason,

            @Schema(description = "where the reason is written down") @Nullable
            String link) {}

    /** A part of the scope that is missing means all. */
    @Schema(name = "RepricingScope")
    @JsonNaming(SnakeCaseStrategy.class)
    record ScopeForm(
            @Nullable String tenant,
            @Nullable String team,
            @Nullable String project,
            @Nullable String app,
            @Nullable String environment,
            @Nullable String provider,
            @Nullable String model,
            @Nullable String serviceTier,
            @Nullable String reasoningEffort,
            @Nullable String region) {}

    /** An exact amount. */
    @Schema(name = "RepricingAmount")
    record Amount(
            String currency, @Schema(examples = "-12.5") String amount) {}

    /**
     * A repricing that was taken on.
     *
     * @param eventsSeen events of the scope that were looked at so far
     * @param unpricedToPriced of the changed ones, those that had no price
     * @param keptWithoutPrice events that would have no price any more; they keep the one they have
     * @param ratedByNewerBook events that a later version of the book has rated; they are left as they are
     * @param differences new cost less old cost of the events that changed
     */
    @Schema(name = "Repricing")
    @JsonNaming(SnakeCaseStrategy.class)
    record Status(
            UUID id,
            @Schema(examples = {"running", "done"}) String state,
            Map<String, String> scope,
            Instant from,
            Instant to,
            long bookVersion,
            String author,
            String reason,
            @Schema(nullable = true) @Nullable String link,
            Instant askedAt,
            @Schema(nullable = true) @Nullable Instant finishedAt,
            long eventsSeen,
            long eventsChanged,
            long unpricedToPriced,
            long keptWithoutPrice,
            long ratedByNewerBook,
            long entriesWritten,
            List<Amount> differences,
            @Schema(nullable = true) @Nullable Reached reached,

            @Schema(nullable = true, description = "why it does not come on at the moment") @Nullable
            String trouble) {

        static Status of(RepricingStatus status) {
            Repricing asked = status.repricing();
            Counts counts = status.counts();
            return new Status(
                    asked.id(),
                    status.finishedAt() == null ? "running" : "done",
                    asked.scope().byName(),
                    asked.from(),
                    asked.until(),
                    asked.bookVersion(),
                    asked.author(),
                    asked.reason(),
                    asked.link(),
                    asked.askedAt(),
                    status.finishedAt(),
                    counts.seen,
                    counts.changed,
                    counts.priced,
                    counts.kept,
                    counts.newer,
                    counts.entries,
                    amounts(counts.differences),
                    Reached.of(status.position()),
                    status.trouble());
        }
    }

    /** How far it has come: tenants are done in the order of their names; a time of null: that tenant is done. */
    @Schema(name = "RepricingReached")
    @JsonNaming(SnakeCaseStrategy.class)
    record Reached(
            String tenant,
            @Schema(nullable = true) @Nullable Instant occurredAt) {

        static @Nullable Reached of(@Nullable Position position) {
            if (position == null) {
                return null;
            }
            var mark = position.mark();
            return new Reached(
                    position.tenant(), mark == null ? null : mark.occurredAt().toInstant());
        }
    }

    /** The newest first; {@code nextCursor} is null on the last page. */
    @Schema(name = "Repricings")
    @JsonNaming(SnakeCaseStrategy.class)
    record Page(
            List<Status> repricings,
            @Schema(nullable = true) @Nullable String nextCursor) {}

    static List<Amount> amounts(Map<String, BigInteger> picoByCurrency) {
        return picoByCurrency.entrySet().stream()
                .map(entry -> new Amount(entry.getKey(), PicoAmount.decimal(entry.getValue())))
                .toList();
    }
}
