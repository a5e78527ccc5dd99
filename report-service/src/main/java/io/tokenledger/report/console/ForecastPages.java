package io.tokenledger.report.console;

import io.tokenledger.report.console.ForecastPage.Answer;
import io.tokenledger.report.console.ForecastPage.Change;
import io.tokenledger.report.console.ForecastPage.Effect;
import io.tokenledger.report.console.ForecastPage.Headline;
import io.tokenledger.report.console.ForecastPage.Part;
import io.tokenledger.report.console.ForecastPage.Row;
import io.tokenledger.report.outlook.OutlookJson;
import io.tokenledger.report.outlook.OutlookJson.AccuracyJson;
import io.tokenledger.report.outlook.OutlookJson.AmountsJson;
import io.tokenledger.report.outlook.OutlookJson.CostRangeJson;
import io.tokenledger.report.outlook.OutlookJson.CountRangeJson;
import io.tokenledger.report.outlook.OutlookJson.EffectsJson;
import io.tokenledger.report.outlook.OutlookJson.ExpectationJson;
import io.tokenledger.report.outlook.OutlookJson.MeterJson;
import io.tokenledger.report.outlook.OutlookJson.PartJson;
import io.tokenledger.report.outlook.OutlookJson.PeriodEndJson;
import io.tokenledger.report.outlook.OutlookJson.PriceChangeJson;
import io.tokenledger.report.outlook.OutlookJson.PriceListJson;
import io.tokenledger.report.outlook.OutlookJson.SeriesJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes what the page about the time to come shows. Pure. */
final class ForecastPages {
    private static final int MOST_ROWS = 50;
    private static final int DATE_LENGTH = 10;

    private ForecastPages() {}

    static Answer answer(OutlookJson answer, ForecastSelection form) {
        ExpectationJson forecast = answer.total().forecast();
        return new Answer(
                answer.period().from().substring(0, DATE_LENGTH) + " to "
                        + answer.period().to().substring(0, DATE_LENGTH) + ", " + answer.timezone(),
                answer.currency(),
                AnswerFigures.money(answer.total().spent().cost()),
                answer.total().tooShort() == null
                        ? null
                        : answer.total().tooShort().why(),
                forecast == null ? null : headline(forecast),
                ForecastChart.of(answer),
                forecast == null ? List.of() : effects(forecast.effects()),
                answer.groups().stream()
                        .limit(MOST_ROWS)
                        .map(ForecastPages::row)
                        .toList(),
                String.join(", ", answer.groupBy()),
                Math.max(0, answer.groups().size() - MOST_ROWS),
                forecast == null
                        ? List.of()
                        : forecast.models().stream()
                                .limit(MOST_ROWS)
                                .map(ForecastPages::part)
                                .toList(),
                answer.priceChanges().stream().flatMap(ForecastPages::changes).toList(),
                forecast == null ? List.of() : leftOut(forecast),
                notes(answer),
                form.url("json"),
                form.url("csv"),
                form.url("xlsx"));
    }

    private static List<String> notes(OutlookJson answer) {
        List<String> notes = new ArrayList<>();
        if (answer.total().forecast() != null) {
            notes.addAll(answer.total().forecast().notes());
        }
        notes.addAll(answer.notes());
        return notes;
    }

    private static Headline headline(ExpectationJson forecast) {
        PeriodEndJson end = forecast.periodEnd();
        AccuracyJson accuracy = forecast.costAccuracy() == null ? forecast.tokenAccuracy() : forecast.costAccuracy();
        return new Headline(
                end.amounts().cost() == null
                        ? null
                        : AnswerFigures.money(end.amounts().cost()),
                range(end.intervals().cost80()),
                range(end.intervals().cost95()),
                count(tokens(end.amounts())),
                range(end.intervals().tokens80()),
                count(end.amounts().requests()),
                end.amounts().unpricedRequests() > 0,
                count(end.amounts().unpricedRequests()),
                method(forecast.method()),
                accuracy(accuracy));
    }

    private static @Nullable String range(@Nullable CostRangeJson range) {
        return range == null ? null : AnswerFigures.money(range.low()) + " to " + AnswerFigures.money(range.high());
    }

    private static String range(CountRangeJson range) {
        return count(range.low()) + " to " + count(range.high());
    }

    private static long tokens(AmountsJson amounts) {
        return Math.addExact(amounts.inputTokens(), amounts.outputTokens());
    }

    private static String count(long number) {
        return Breakdown.count(number);
    }

    /** {@code damped smoothing} instead of {@code damped_smoothing}. */
    static String method(String wireName) {
        return wireName.replace('_', ' ');
    }

    /** How well it did on the past, in a sentence. */
    static String accuracy(AccuracyJson accuracy) {
        if (accuracy.origins() == 0 || accuracy.smape() == null) {
            return "too short to be tried on its own past";
        }
        String mase = accuracy.mase() == null ? "" : ", MASE " + places(accuracy.mase());
        String coverage = accuracy.coverage80() == null || accuracy.coverage95() == null
                ? ""
                : "; " + percent(accuracy.coverage80()) + " of the past lay within the 80 % interval, "
                        + percent(accuracy.coverage95()) + " within that of 95 %";
        return "tried " + accuracy.origins() + " times on its own past, up to " + accuracy.horizon()
                + " steps ahead: sMAPE " + places(accuracy.smape()) + " %" + mase + coverage;
    }

    private static String places(String exact) {
        return new BigDecimal(exact).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String percent(String share) {
        return new BigDecimal(share).movePointRight(2).setScale(0, RoundingMode.HALF_EVEN) + " %";
    }

    private static List<Effect> effects(@Nullable EffectsJson effects) {
        if (effects == null) {
            return List.of();
        }
        return Stream.of(
                        new Effect(
                                "As lately",
                                effects.reference(),
                                "as many steps like the mean of the recent weeks, at the prices of now"),
                        new Effect("Volume effect", effects.volume(), "other volumes, and another mix of models"),
                        new Effect("Price effect", effects.price(), "changes of prices that are known"),
                        new Effect("Newly priced", effects.newlyPriced(), "usage that is going to have a price"),
                        new Effect(
                                "No longer priced", effects.noLongerPriced(), "usage whose price ends; not in the end"))
                .filter(effect -> !effect.amount().equals("0") || !effect.name().endsWith("priced"))
                .map(effect -> new Effect(effect.name(), AnswerFigures.money(effect.amount()), effect.meaning()))
                .toList();
    }

    private static Row row(SeriesJson series) {
        ExpectationJson forecast = series.forecast();
        return new Row(
                series.group().values().stream()
                        .map(value -> Objects.requireNonNullElse(value, "not attributed"))
                        .collect(Collectors.joining(", ")),
                AnswerFigures.money(series.spent().cost()),
                forecast == null
                        ? null
                        : AnswerFigures.money(forecast.periodEnd().amounts().cost()),
                forecast == null ? null : range(forecast.periodEnd().intervals().cost80()),
                forecast == null ? "" : count(tokens(forecast.periodEnd().amounts())),
                series.tooShort() == null ? null : series.tooShort().why());
    }

    private static Part part(PartJson part) {
        return new Part(
                name(part.of()),
                count(part.amounts().requests()),
                count(tokens(part.amounts())),
                AnswerFigures.money(part.amounts().cost()),
                AnswerFigures.money(part.priceEffect()),
                method(part.method()));
    }

    private static String name(PriceListJson of) {
        return of.model() + ", " + of.provider() + (of.serviceTier().equals("standard") ? "" : ", " + of.serviceTier())
                + (of.region() == null ? "" : ", " + of.region());
    }

    private static Stream<Change> changes(PriceChangeJson change) {
        String over = change.contextOverTokens() == 0 ? "" : ", over " + count(change.contextOverTokens()) + " tokens";
        return change.meters().stream()
                .map(meter -> new Change(
                        change.at().toString().replace("T", " ").replace(":00Z", " UTC"),
                        change.tenant() == null ? "everybody" : "contract of " + change.tenant(),
                        change.model() + ", " + change.provider() + over + ": "
                                + meter.meter().replace('_', ' '),
                        price(meter, true, change),
                        price(meter, false, change)));
    }

    private static String price(MeterJson meter, boolean before, PriceChangeJson change) {
        String amount = before ? meter.fromPerMillion() : meter.toPerMillion();
        String currency = before ? change.fromCurrency() : change.toCurrency();
        return amount == null ? "no price" : amount + " " + currency;
    }

    private static List<String> leftOut(ExpectationJson forecast) {
        return forecast.leftOut().stream()
                .map(line -> name(line.of()) + ": " + line.why() + "; "
                        + count(line.used().requests()) + " requests until now")
                .limit(MOST_ROWS)
                .toList();
    }
}
