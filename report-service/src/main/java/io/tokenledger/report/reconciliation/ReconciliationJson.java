package io.tokenledger.report.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.reconciliation.PartRowTable.PartSum;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A comparison of bills with the books. Amounts are exact; positive: the vendor bills more. */
@Schema(name = "Reconciliation")
public record ReconciliationJson(
        UUID id,
        String tenant,
        @Schema(examples = "openai") String provider,
        @Schema(description = "The first day, UTC") LocalDate from,
        @Schema(description = "The day after the last one") LocalDate to,
        @Schema(examples = "USD") String currency,
        Instant comparedAt,
        String billed,
        String booked,

        @Schema(description = "Billed less booked") String variance,

        @Schema(description = "Of the variance, here and by comparisons before")
        String accepted,

        @Schema(description = "What is left to explain") String open,

        @Schema(description = "They add up to the variance") List<PartJson> parts,

        List<DayJson> days,
        List<AcceptanceJson> acceptances,

        @Schema(description = "As it was asked", implementation = Object.class)
        JsonNode question,

        @Schema(
                description = "What it rests on: bills and revisions, the position of the ledger, conversions, models",
                implementation = Object.class)
        JsonNode facts) {

    /** A page of them. */
    @Schema(name = "Reconciliations")
    public record Page(
            List<ReconciliationJson> reconciliations,

            @Schema(description = "Null: the last page") @Nullable
            UUID next) {}

    /** Why bill and books differ, and by how much. */
    @Schema(name = "VariancePart")
    public record PartJson(
            @Schema(examples = "missing_usage") String part, String amount, String accepted, String open, int rows) {}

    /** A day of UTC. */
    @Schema(name = "ReconciledDay")
    public record DayJson(LocalDate day, String billed, String booked, String variance) {}

    /** What was accepted, and as what it is booked. */
    @Schema(name = "Acceptance")
    public record AcceptanceJson(
            UUID id,
            String amount,
            String currency,
            UUID item,

            @Schema(description = "Of the item, in the zone of the books")
            LocalDate day,

            String author,
            String reason,
            Instant acceptedAt,

            @Schema(description = "Whether another item has taken it back")
            boolean takenBack) {

        static AcceptanceJson of(String currency, Acceptance acceptance) {
            return new AcceptanceJson(
                    acceptance.id(),
                    Money.exact(acceptance.amountPico()),
                    currency,
                    acceptance.item(),
                    acceptance.day(),
                    acceptance.author(),
                    acceptance.reason(),
                    acceptance.acceptedAt(),
                    acceptance.takenBack());
        }
    }

    static ReconciliationJson of(
            Reconciliation run,
            List<PartSum> parts,
            SortedMap<LocalDate, Totals.Sum> days,
            List<Acceptance> acceptances) {
        BigInteger accepted = parts.stream().map(PartSum::acceptedPico).reduce(BigInteger.ZERO, BigInteger::add);
        return new ReconciliationJson(
                run.id(),
                run.tenant(),
                run.provider(),
                run.from(),
                run.to(),
                run.currency(),
                run.comparedAt(),
                Money.exact(run.billedPico()),
                Money.exact(run.bookedPico()),
                Money.exact(run.variancePico()),
                Money.exact(accepted),
                Money.exact(run.variancePico().subtract(accepted)),
                parts.stream().map(ReconciliationJson::part).toList(),
                days.entrySet().stream()
                        .map(day -> new DayJson(
                                day.getKey(),
                                Money.exact(day.getValue().billedPico()),
                                Money.exact(day.getValue().bookedPico()),
                                Money.exact(day.getValue()
                                        .billedPico()
                                        .subtract(day.getValue().bookedPico()))))
                        .toList(),
                acceptances.stream()
                        .map(each -> AcceptanceJson.of(run.currency(), each))
                        .toList(),
                ReconciliationFacts.read(run.question()),
                ReconciliationFacts.read(run.facts()));
    }

    private static PartJson part(PartSum sum) {
        return new PartJson(
                sum.part().wireName(),
                Money.exact(sum.amountPico()),
                Money.exact(sum.acceptedPico()),
                Money.exact(sum.amountPico().subtract(sum.acceptedPico())),
                sum.rows());
    }
}
