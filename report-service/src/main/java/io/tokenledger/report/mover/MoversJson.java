package io.tokenledger.report.mover;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.usage.UsageRow;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /v1/chargeback/movers}. Amounts are exact decimals.
 *
 * @param others all groups that are not told one by one, together
 */
@Schema(name = "Movers")
public record MoversJson(
        String from,

        @Schema(description = "Exclusive") String to,

        String comparedFrom,
        String comparedTo,
        String timezone,

        @Schema(description = "Of the books") String currency,

        List<String> groupBy,

        @Schema(description = "The largest change first, up or down")
        List<Line> movers,

        Figures others,
        Figures total) {

    /** The change of one group. */
    @Schema(name = "Mover")
    public record Line(
            Map<String, @Nullable String> group,
            @JsonUnwrapped Figures figures) {}

    /** What it cost, what it costs, and why: the three effects add up to the change. */
    @Schema(name = "MoverFigures")
    public record Figures(
            String before,
            String now,
            String change,

            @Schema(description = "More or fewer units, at what a unit cost before; what is new, and what is gone")
            String volumeEffect,

            @Schema(description = "What a unit costs more, times the units used now")
            String priceEffect,

            @Schema(description = "Charges of contracts and corrections")
            String otherEffect) {}

    static MoversJson of(MoverQuestion question, MoverReader.Found found) {
        Period period = question.usage().period();
        List<Mover> movers = found.movers();
        int told = Math.min(question.limit(), movers.size());
        return new MoversJson(
                period.fromText(),
                period.toText(),
                question.before().fromText(),
                question.before().toText(),
                period.zone().getId(),
                found.currency(),
                question.usage().groupByNames(),
                movers.subList(0, told).stream()
                        .map(mover -> new Line(
                                UsageRow.byName(question.usage().groupByNames(), mover.group()),
                                figures(List.of(mover))))
                        .toList(),
                figures(movers.subList(told, movers.size())),
                figures(movers));
    }

    private static Figures figures(List<Mover> movers) {
        BigInteger before = movers.stream().map(Mover::beforePico).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger now = movers.stream().map(Mover::nowPico).reduce(BigInteger.ZERO, BigInteger::add);
        Effects effects = movers.stream().map(Mover::effects).reduce(Effects.NONE, Effects::plus);
        return new Figures(
                Money.exact(before),
                Money.exact(now),
                Money.exact(effects.change()),
                Money.exact(effects.volume()),
                Money.exact(effects.price()),
                Money.exact(effects.other()));
    }
}
