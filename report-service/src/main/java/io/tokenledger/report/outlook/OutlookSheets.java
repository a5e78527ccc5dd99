package io.tokenledger.report.outlook;

import io.tokenledger.report.outlook.OutlookJson.AmountsJson;
import io.tokenledger.report.outlook.OutlookJson.ComingJson;
import io.tokenledger.report.outlook.OutlookJson.CostRangeJson;
import io.tokenledger.report.outlook.OutlookJson.CountRangeJson;
import io.tokenledger.report.outlook.OutlookJson.EffectsJson;
import io.tokenledger.report.outlook.OutlookJson.ExpectationJson;
import io.tokenledger.report.outlook.OutlookJson.IntervalsJson;
import io.tokenledger.report.outlook.OutlookJson.MeterJson;
import io.tokenledger.report.outlook.OutlookJson.PartJson;
import io.tokenledger.report.outlook.OutlookJson.PriceChangeJson;
import io.tokenledger.report.outlook.OutlookJson.SeriesJson;
import io.tokenledger.report.outlook.OutlookJson.StepJson;
import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An outlook as tables: the ends of the period, the steps, the models, the changes of prices, the notes. Pure. */
final class OutlookSheets {
    private static final List<String> AMOUNTS =
            List.of("requests", "input_tokens", "output_tokens", "cost", "unpriced_requests");
    private static final List<String> INTERVALS = List.of(
            "cost_80_low",
            "cost_80_high",
            "cost_95_low",
            "cost_95_high",
            "tokens_80_low",
            "tokens_80_high",
            "tokens_95_low",
            "tokens_95_high");
    private static final int DATE_LENGTH = 10;

    private final OutlookJson answer;

    private OutlookSheets(OutlookJson answer) {
        this.answer = answer;
    }

    static List<Sheet> of(OutlookJson answer) {
        var sheets = new OutlookSheets(answer);
        return List.of(sheets.ends(), sheets.steps(), sheets.models(), sheets.changes(), sheets.notes());
    }

    static String fileName(OutlookJson answer) {
        return "forecast-" + answer.period().from().substring(0, DATE_LENGTH) + "-"
                + answer.period().to().substring(0, DATE_LENGTH);
    }

    private List<SeriesJson> series() {
        return Stream.concat(Stream.of(answer.total()), answer.groups().stream())
                .toList();
    }

    /** The whole has nothing in the columns of the groups. */
    private List<Cell> group(SeriesJson series) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.text(series.group().isEmpty() ? "total" : "group"));
        answer.groupBy().forEach(name -> cells.add(Cell.text(series.group().get(name))));
        return cells;
    }

    private List<String> columns(List<String> before, List<List<String>> behind) {
        List<String> columns = new ArrayList<>(before);
        columns.addAll(answer.groupBy());
        behind.forEach(columns::addAll);
        return columns;
    }

    private Sheet ends() {
        List<List<Cell>> rows = new ArrayList<>();
        for (SeriesJson series : series()) {
            List<Cell> row = group(series);
            row.add(Cell.amount(series.spent().cost()));
            ExpectationJson forecast = series.forecast();
            row.addAll(
                    forecast == null
                            ? empty(AMOUNTS.size())
                            : amounts(forecast.periodEnd().amounts()));
            row.addAll(
                    forecast == null
                            ? empty(INTERVALS.size())
                            : intervals(forecast.periodEnd().intervals()));
            row.addAll(forecast == null ? empty(EFFECTS.size()) : effects(forecast.effects()));
            row.add(Cell.text(forecast == null ? null : forecast.method()));
            row.add(Cell.text(
                    series.tooShort() == null ? null : series.tooShort().why()));
            rows.add(row);
        }
        return new Sheet(
                "period_end",
                columns(
                        List.of("of"),
                        List.of(List.of("spent"), AMOUNTS, INTERVALS, EFFECTS, List.of("method", "why"))),
                rows);
    }

    private static final List<String> EFFECTS = List.of(
            "reference", "volume_effect", "at_prices_of_now", "price_effect", "newly_priced", "no_longer_priced");

    private static List<Cell> effects(@Nullable EffectsJson effects) {
        return effects == null
                ? empty(EFFECTS.size())
                : Stream.of(
                                effects.reference(),
                                effects.volume(),
                                effects.atPricesOfNow(),
                                effects.price(),
                                effects.newlyPriced(),
                                effects.noLongerPriced())
                        .map(Cell::amount)
                        .toList();
    }

    private Sheet steps() {
        List<List<Cell>> rows = new ArrayList<>();
        for (SeriesJson series : series()) {
            for (StepJson step : series.history()) {
                rows.add(step(series, "actual", step.start(), step.amounts(), null));
            }
            rows.add(step(series, "running", answer.history().to(), series.running(), null));
            if (series.forecast() != null) {
                for (ComingJson step : series.forecast().steps()) {
                    rows.add(step(series, "forecast", step.start(), step.amounts(), step.intervals()));
                }
            }
        }
        return new Sheet("steps", columns(List.of("of"), List.of(List.of("kind", "start"), AMOUNTS, INTERVALS)), rows);
    }

    private List<Cell> step(
            SeriesJson series, String kind, String start, AmountsJson amounts, @Nullable IntervalsJson intervals) {
        List<Cell> row = group(series);
        row.add(Cell.text(kind));
        row.add(Cell.text(start));
        row.addAll(amounts(amounts));
        row.addAll(intervals == null ? empty(INTERVALS.size()) : intervals(intervals));
        return row;
    }

    private Sheet models() {
        List<List<Cell>> rows = new ArrayList<>();
        for (SeriesJson series : series()) {
            if (series.forecast() != null) {
                series.forecast().models().forEach(model -> rows.add(model(series, model)));
            }
        }
        return new Sheet(
                "models",
                columns(
                        List.of("of"),
                        List.of(
                                List.of("tenant", "provider", "model", "service_tier", "region").stream()
                                        .map(name -> "priced_by_" + name)
                                        .toList(),
                                AMOUNTS,
                                List.of("at_prices_of_now", "price_effect", "method"))),
                rows);
    }

    private List<Cell> model(SeriesJson series, PartJson model) {
        List<Cell> row = group(series);
        row.add(Cell.text(model.of().tenant()));
        row.add(Cell.text(model.of().provider()));
        row.add(Cell.text(model.of().model()));
        row.add(Cell.text(model.of().serviceTier()));
        row.add(Cell.text(model.of().region()));
        row.addAll(amounts(model.amounts()));
        row.add(Cell.amount(model.atPricesOfNow()));
        row.add(Cell.amount(model.priceEffect()));
        row.add(Cell.text(model.method()));
        return row;
    }

    private Sheet changes() {
        List<List<Cell>> rows = new ArrayList<>();
        for (PriceChangeJson change : answer.priceChanges()) {
            for (MeterJson meter : change.meters()) {
                rows.add(List.of(
                        Cell.text(change.at().toString()),
                        Cell.text(change.tenant()),
                        Cell.text(change.provider()),
                        Cell.text(change.model()),
                        Cell.text(change.serviceTier()),
                        Cell.text(change.region()),
                        Cell.number(String.valueOf(change.contextOverTokens())),
                        Cell.text(meter.meter()),
                        Cell.amount(meter.fromPerMillion()),
                        Cell.text(change.fromCurrency()),
                        Cell.amount(meter.toPerMillion()),
                        Cell.text(change.toCurrency())));
            }
        }
        return new Sheet(
                "price_changes",
                List.of(
                        "at",
                        "contract_of",
                        "priced_by_provider",
                        "priced_by_model",
                        "priced_by_service_tier",
                        "priced_by_region",
                        "context_over_tokens",
                        "meter",
                        "from_per_million",
                        "from_currency",
                        "to_per_million",
                        "to_currency"),
                rows);
    }

    private Sheet notes() {
        List<List<Cell>> rows = new ArrayList<>();
        answer.notes().forEach(note -> rows.add(List.of(Cell.text(note))));
        ExpectationJson forecast = answer.total().forecast();
        if (forecast != null) {
            forecast.notes().forEach(note -> rows.add(List.of(Cell.text(note))));
        }
        return new Sheet("notes", List.of("note"), rows);
    }

    private static List<Cell> amounts(AmountsJson amounts) {
        return List.of(
                Cell.number(String.valueOf(amounts.requests())),
                Cell.number(String.valueOf(amounts.inputTokens())),
                Cell.number(String.valueOf(amounts.outputTokens())),
                Cell.amount(amounts.cost()),
                Cell.number(String.valueOf(amounts.unpricedRequests())));
    }

    private static List<Cell> intervals(IntervalsJson intervals) {
        List<Cell> cells = new ArrayList<>();
        cells.addAll(cost(intervals.cost80()));
        cells.addAll(cost(intervals.cost95()));
        cells.addAll(count(intervals.tokens80()));
        cells.addAll(count(intervals.tokens95()));
        return cells;
    }

    private static List<Cell> cost(@Nullable CostRangeJson range) {
        return range == null ? empty(2) : List.of(Cell.amount(range.low()), Cell.amount(range.high()));
    }

    private static List<Cell> count(CountRangeJson range) {
        return List.of(Cell.number(String.valueOf(range.low())), Cell.number(String.valueOf(range.high())));
    }

    private static List<Cell> empty(int columns) {
        return Collections.nCopies(columns, Cell.EMPTY);
    }
}
