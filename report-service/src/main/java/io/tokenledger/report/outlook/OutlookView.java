package io.tokenledger.report.outlook;

import io.tokenledger.report.forecast.Accuracy;
import io.tokenledger.report.forecast.Forecast;
import io.tokenledger.report.fx.ConversionJson;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.outlook.Outlook.Coming;
import io.tokenledger.report.outlook.Outlook.Effects;
import io.tokenledger.report.outlook.Outlook.Expectation;
import io.tokenledger.report.outlook.Outlook.LeftOut;
import io.tokenledger.report.outlook.Outlook.Part;
import io.tokenledger.report.outlook.Outlook.PeriodEnd;
import io.tokenledger.report.outlook.Outlook.Series;
import io.tokenledger.report.outlook.Outlook.Silence;
import io.tokenledger.report.outlook.OutlookJson.AccuracyJson;
import io.tokenledger.report.outlook.OutlookJson.AmountsJson;
import io.tokenledger.report.outlook.OutlookJson.ComingJson;
import io.tokenledger.report.outlook.OutlookJson.CostRangeJson;
import io.tokenledger.report.outlook.OutlookJson.CountRangeJson;
import io.tokenledger.report.outlook.OutlookJson.EffectsJson;
import io.tokenledger.report.outlook.OutlookJson.ExpectationJson;
import io.tokenledger.report.outlook.OutlookJson.IntervalsJson;
import io.tokenledger.report.outlook.OutlookJson.LeftOutJson;
import io.tokenledger.report.outlook.OutlookJson.MeterJson;
import io.tokenledger.report.outlook.OutlookJson.PartJson;
import io.tokenledger.report.outlook.OutlookJson.PeriodEndJson;
import io.tokenledger.report.outlook.OutlookJson.PriceChangeJson;
import io.tokenledger.report.outlook.OutlookJson.PriceListJson;
import io.tokenledger.report.outlook.OutlookJson.SeriesJson;
import io.tokenledger.report.outlook.OutlookJson.StepJson;
import io.tokenledger.report.outlook.OutlookJson.TooShortJson;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.UsageRow;
import io.tokenledger.report.whatif.BasketLine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Makes of an outlook what is sent. Pure. */
public final class OutlookView {
    private static final int STATISTIC_PLACES = 4;
    private static final int PICO_PER_UNIT_TO_PER_MILLION = 6;

    private final Outlook outlook;
    private final List<String> names;

    private OutlookView(Outlook outlook) {
        this.outlook = outlook;
        this.names =
                outlook.question().groupBy().stream().map(Dimension::wireName).toList();
    }

    public static OutlookJson of(Outlook outlook) {
        return new OutlookView(outlook).json();
    }

    private OutlookJson json() {
        OutlookTimes times = outlook.times();
        List<ZonedDateTime> history = outlook.historyStarts();
        return new OutlookJson(
                outlook.question().at(),
                outlook.question().zone().getId(),
                Objects.requireNonNull(outlook.question().currency(), "costs are asked for"),
                times.step().id(),
                names,
                new OutlookJson.HistoryJson(
                        time(history.isEmpty() ? times.running() : history.getFirst()),
                        time(times.running()),
                        history.size()),
                new OutlookJson.PeriodJson(
                        time(times.periodFrom()),
                        time(times.end()),
                        outlook.question().horizon().wireName()),
                outlook.bookVersion(),
                series(outlook.whole()),
                outlook.groups().stream().map(this::series).toList(),
                outlook.priceChanges().stream().map(OutlookView::change).toList(),
                outlook.conversions().stream().map(ConversionJson::of).toList(),
                outlook.notes());
    }

    private SeriesJson series(Series series) {
        List<StepJson> history = new ArrayList<>();
        for (int i = 0; i < series.history().size(); i++) {
            history.add(new StepJson(
                    time(outlook.historyStarts().get(i)),
                    amounts(series.history().get(i))));
        }
        return new SeriesJson(
                UsageRow.byName(series.group().isEmpty() ? List.of() : names, series.group()),
                history,
                amounts(series.soFar()),
                amounts(series.spent()),
                series.statement() instanceof Expectation expectation ? expectation(expectation) : null,
                series.statement() instanceof Silence(int have, int need, String why)
                        ? new TooShortJson(have, need, why)
                        : null);
    }

    private ExpectationJson expectation(Expectation expectation) {
        List<ComingJson> steps = new ArrayList<>();
        for (int i = 0; i < expectation.steps().size(); i++) {
            Coming coming = expectation.steps().get(i);
            steps.add(new ComingJson(
                    time(outlook.times().steps().get(i)),
                    amounts(coming.amounts()),
                    intervals(coming.requests(), coming.tokens(), coming.cost())));
        }
        PeriodEnd end = expectation.periodEnd();
        Forecast costs = expectation.costSeries();
        return new ExpectationJson(
                steps,
                amounts(expectation.total()),
                new PeriodEndJson(amounts(end.amounts()), intervals(end.requests(), end.tokens(), end.cost())),
                effects(expectation.effects()),
                expectation.method(),
                accuracy(expectation.tokenSeries().accuracy()),
                costs == null ? null : accuracy(costs.accuracy()),
                expectation.parts().stream().map(OutlookView::part).toList(),
                expectation.leftOut().stream().map(this::leftOut).toList(),
                expectation.notes());
    }

    private static AmountsJson amounts(Amounts amounts) {
        return new AmountsJson(
                amounts.requests(),
                amounts.inputTokens(),
                amounts.outputTokens(),
                amounts.exactCost(),
                amounts.unpricedRequests());
    }

    private static IntervalsJson intervals(Ranges requests, Ranges tokens, @Nullable Ranges cost) {
        return new IntervalsJson(
                count(requests.eighty()),
                count(requests.ninetyFive()),
                count(tokens.eighty()),
                count(tokens.ninetyFive()),
                cost == null ? null : money(cost.eighty()),
                cost == null ? null : money(cost.ninetyFive()));
    }

    private static CountRangeJson count(Ranges.Range range) {
        return new CountRangeJson(range.low().longValueExact(), range.high().longValueExact());
    }

    private static CostRangeJson money(Ranges.Range range) {
        return new CostRangeJson(Money.exact(range.low()), Money.exact(range.high()));
    }

    private static @Nullable EffectsJson effects(@Nullable Effects effects) {
        return effects == null
                ? null
                : new EffectsJson(
                        Money.exact(effects.referencePico()),
                        Money.exact(effects.volumePico()),
                        Money.exact(effects.asNowPico()),
                        Money.exact(effects.pricePico()),
                        Money.exact(effects.newlyPricedPico()),
                        Money.exact(effects.noLongerPricedPico()));
    }

    /** Statistics, to four places. */
    public static AccuracyJson accuracy(Accuracy accuracy) {
        return new AccuracyJson(
                accuracy.origins(),
                accuracy.horizon(),
                statistic(accuracy.mase()),
                statistic(accuracy.smape()),
                statistic(accuracy.coverage80()),
                statistic(accuracy.coverage95()));
    }

    private static @Nullable String statistic(OptionalDouble value) {
        return value.isEmpty()
                ? null
                : BigDecimal.valueOf(value.getAsDouble())
                        .setScale(STATISTIC_PLACES, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    private static PartJson part(Part part) {
        BigInteger asNow = part.asNowPico();
        return new PartJson(
                priceList(part.line()),
                amounts(part.total()),
                asNow == null ? null : Money.exact(asNow),
                Money.exact(part.pricePico()),
                part.method());
    }

    private static PriceListJson priceList(BasketLine line) {
        return new PriceListJson(
                line.tenant(), line.provider(), line.model(), line.serviceTier(), region(line.region()));
    }

    private static @Nullable String region(String region) {
        return region.isEmpty() ? null : region;
    }

    private LeftOutJson leftOut(LeftOut leftOut) {
        return new LeftOutJson(
                UsageRow.byName(names, leftOut.line().group()),
                priceList(leftOut.line()),
                amounts(leftOut.used()),
                leftOut.why());
    }

    private static PriceChangeJson change(PriceChange change) {
        return new PriceChangeJson(
                change.at(),
                change.tenant(),
                change.provider(),
                change.model(),
                change.serviceTier(),
                region(change.region()),
                change.contextOverTokens(),
                change.fromCurrency(),
                change.toCurrency(),
                change.meters().stream()
                        .map(meter ->
                                new MeterJson(meter.meter(), perMillion(meter.fromPico()), perMillion(meter.toPico())))
                        .toList());
    }

    private static @Nullable String perMillion(@Nullable Long pico) {
        return pico == null
                ? null
                : Money.exact(BigInteger.valueOf(pico).multiply(BigInteger.TEN.pow(PICO_PER_UNIT_TO_PER_MILLION)));
    }

    private static String time(ZonedDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }
}
