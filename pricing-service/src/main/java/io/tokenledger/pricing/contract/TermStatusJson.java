package io.tokenledger.pricing.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.pricing.contract.settlement.Commitment;
import io.tokenledger.pricing.contract.settlement.Period;
import io.tokenledger.pricing.contract.settlement.ProvisionedThroughput;
import io.tokenledger.pricing.contract.settlement.Term;
import io.tokenledger.pricing.contract.settlement.VolumeSettlement.Month;
import io.tokenledger.pricing.contract.settlement.VolumeTiers;
import io.tokenledger.pricing.rating.PicoAmount;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far a term has come, with the part of its kind; that is absent where the term has not begun. */
@Schema(name = "ContractTermStatus")
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record TermStatusJson(
        TermJson term,
        Instant at,
        ChargesBooked charges,
        @Nullable VolumeStatus volume,
        @Nullable CommitmentStatus drawdown,
        @Nullable ThroughputStatus throughput) {
    private static final int PERCENT_PLACES = 4;
    private static final BigInteger DAY_SECONDS = BigInteger.valueOf(86_400);

    /** Nobody plans beyond; and instants end somewhere. */
    private static final BigInteger FARTHEST_SECONDS = BigInteger.valueOf(1_000L * 365 * 86_400);

    /** What the ledger holds of the term's charges for the time before {@code at}; negative is a discount. */
    @Schema(name = "ContractChargesBooked")
    @JsonNaming(SnakeCaseStrategy.class)
    record ChargesBooked(long entries, String currency, String amount) {
        static ChargesBooked of(Term term, BookedCharges.Summary charged) {
            return new ChargesBooked(charged.entries(), term.currency(), PicoAmount.decimal(charged.amountPico()));
        }
    }

    /**
     * The month that {@code at} is in, or the last one of the term.
     *
     * @param measured up to {@code measuredUntil}: tokens or money, as the term measures
     * @param nextTier null: the highest is reached
     */
    @Schema(name = "VolumeTiersStatus")
    @JsonNaming(SnakeCaseStrategy.class)
    record VolumeStatus(
            String month,
            Instant from,
            Instant until,
            Instant measuredUntil,
            String measured,
            String ratedCost,
            String discount,
            TermJson.Step tier,
            @Schema(nullable = true) TermJson.@Nullable Step nextTier) {

        static VolumeStatus of(Period month, Instant measuredUntil, VolumeTiers tiers, Month sums) {
            VolumeTiers.Step next = tiers.next(sums.measured());
            return new VolumeStatus(
                    month.label(),
                    month.from(),
                    month.until(),
                    measuredUntil,
                    TermJson.measured(sums.measured(), tiers.measure()),
                    PicoAmount.decimal(sums.costPico()),
                    PicoAmount.decimal(sums.discountPico()),
                    TermJson.Step.of(tiers.reached(sums.measured()), tiers.measure()),
                    next == null ? null : TermJson.Step.of(next, tiers.measure()));
        }
    }

    /**
     * The drawdown of a commitment.
     *
     * @param remaining what is still to be drawn; {@code beyond} what was used in excess of the commitment
     * @param percent drawn, of the commitment, to four places
     * @param meanPerDay drawn, by the days that have passed
     * @param projectedEnd when all is drawn if it goes on like that; null: it never is
     */
    @Schema(name = "CommitmentStatus")
    @JsonNaming(SnakeCaseStrategy.class)
    record CommitmentStatus(
            String committed,
            String drawn,
            String remaining,
            String beyond,
            @Schema(examples = "62.5") String percent,
            String meanPerDay,
            @Schema(nullable = true) @Nullable Instant projectedEnd) {

        static CommitmentStatus of(Commitment commitment, BigInteger drawn, Instant from, Instant until) {
            BigInteger committed = commitment.amountPico();
            BigInteger seconds =
                    BigInteger.valueOf(Duration.between(from, until).toSeconds());
            BigInteger perDay = new BigDecimal(drawn.multiply(DAY_SECONDS))
                    .divide(new BigDecimal(seconds), 0, RoundingMode.HALF_EVEN)
                    .toBigIntegerExact();
            return new CommitmentStatus(
                    PicoAmount.decimal(committed),
                    PicoAmount.decimal(drawn),
                    PicoAmount.decimal(committed.subtract(drawn).max(BigInteger.ZERO)),
                    PicoAmount.decimal(drawn.subtract(committed).max(BigInteger.ZERO)),
                    inPercent(drawn, committed),
                    PicoAmount.decimal(perDay),
                    projectedEnd(committed, drawn, from, seconds));
        }

        private static @Nullable Instant projectedEnd(
                BigInteger committed, BigInteger drawn, Instant from, BigInteger seconds) {
            if (drawn.signum() <= 0) {
                return null;
            }
            BigInteger needed = seconds.multiply(committed).divide(drawn);
            return needed.compareTo(FARTHEST_SECONDS) > 0 ? null : from.plusSeconds(needed.longValueExact());
        }
    }

    /**
     * The use of provisioned throughput since the beginning of the term.
     *
     * @param hours that are over; {@code chargedHours} of them are in the ledger
     * @param idlePercent of the amount charged, to four places; null: nothing is charged yet
     * @param capacityTokens of all those hours; null: not known
     */
    @Schema(name = "ProvisionedThroughputStatus")
    @JsonNaming(SnakeCaseStrategy.class)
    record ThroughputStatus(
            long hours,
            long chargedHours,
            String servedAmount,
            String idleAmount,
            @Schema(nullable = true) @Nullable String idlePercent,
            String tokens,
            @Schema(nullable = true) @Nullable String capacityTokens) {

        static ThroughputStatus of(
                ProvisionedThroughput terms, long hours, BigInteger tokens, BookedCharges.Summary charged) {
            BigInteger capacity = terms.hourTokens();
            return new ThroughputStatus(
                    hours,
                    charged.occasions(),
                    PicoAmount.decimal(charged.amountPico().subtract(charged.idlePico())),
                    PicoAmount.decimal(charged.idlePico()),
                    charged.amountPico().signum() == 0 ? null : inPercent(charged.idlePico(), charged.amountPico()),
                    tokens.toString(),
                    capacity == null
                            ? null
                            : capacity.multiply(BigInteger.valueOf(hours)).toString());
        }
    }

    /** For the eye: rounded half-even. */
    private static String inPercent(BigInteger part, BigInteger whole) {
        return new BigDecimal(part)
                .movePointRight(2)
                .divide(new BigDecimal(whole), PERCENT_PLACES, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
