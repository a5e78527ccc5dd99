package io.tokenledger.report.scenario;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.whatif.WhatIfJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Scenarios side by side, all asked again at once. Pure. */
@Schema(name = "ScenarioComparison")
public record ScenarioComparison(
        Instant askedAt,

        @Schema(description = "In the order of the question")
        List<Column> scenarios,

        @Schema(description = "What stands in the way of comparing the amounts; empty: nothing")
        List<String> differences) {
    static final int LEAST = 2;
    static final int MOST = 10;

    private static final int SHARE_PLACES = 4;

    /** One of them. */
    @Schema(name = "ComparedScenario")
    public record Column(
            UUID id,
            String name,
            String from,
            String to,
            String timezone,
            String currency,
            String prices,
            @Nullable String pricesAt,
            WhatIfJson.Baseline baseline,
            WhatIfJson.Scenario scenario,
            WhatIfJson.Savings savings,
            WhatIfJson.Range range,
            Moved moved,
            List<WhatIfJson.ExcludedJson> excluded,
            List<WhatIfJson.QualityJson> quality,
            List<String> warnings) {}

    /** What all swaps together moved; {@code share} of the requests, to four places, null where there are none. */
    @Schema(name = "ComparedMove")
    public record Moved(
            @Schema(examples = "900") String requests,
            @Schema(examples = "0.9") @Nullable String share) {}

    /** Refuses too few, too many, and one that is named twice. */
    static void checkIds(List<UUID> ids) {
        if (ids.size() < LEAST || ids.size() > MOST) {
            throw ReportError.COMPARISON_SIZE.because(
                    "id is given " + ids.size() + " times: from " + LEAST + " to " + MOST + " scenarios are compared");
        }
        if (new HashSet<>(ids).size() < ids.size()) {
            throw ReportError.COMPARISON_SIZE.because("a scenario is named twice: " + ids);
        }
    }

    /** Refuses scenarios of several tenants. */
    static void checkTenants(List<Scenario> scenarios) {
        Scenario first = scenarios.getFirst();
        for (Scenario scenario : scenarios) {
            if (!scenario.tenant().equals(first.tenant())) {
                throw ReportError.SCENARIO_OF_OTHER_TENANT.because(
                        "scenarios " + first.id() + " and " + scenario.id() + " are of different tenants");
            }
        }
    }

    /**
     * The comparison.
     *
     * @param answers of the scenarios, in their order
     */
    static ScenarioComparison of(List<Scenario> scenarios, List<WhatIfJson> answers, Instant now) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < scenarios.size(); i++) {
            columns.add(column(scenarios.get(i), answers.get(i)));
        }
        return new ScenarioComparison(now, columns, differences(answers));
    }

    private static Column column(Scenario scenario, WhatIfJson answer) {
        BigDecimal moved = answer.swaps().stream()
                .map(swap -> new BigDecimal(swap.requests()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Column(
                scenario.id(),
                scenario.name(),
                answer.from(),
                answer.to(),
                answer.timezone(),
                answer.currency(),
                answer.prices(),
                answer.pricesAt(),
                answer.baseline(),
                answer.scenario(),
                answer.savings(),
                answer.range(),
                new Moved(plain(moved), share(moved, answer.baseline().requests())),
                answer.excluded(),
                answer.swaps().stream().flatMap(swap -> swap.quality().stream()).toList(),
                answer.warnings());
    }

    private static @Nullable String share(BigDecimal moved, BigDecimal requests) {
        return requests.signum() == 0 ? null : plain(moved.divide(requests, SHARE_PLACES, RoundingMode.HALF_EVEN));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static List<String> differences(List<WhatIfJson> answers) {
        List<String> differences = new ArrayList<>();
        tell(differences, "currencies", answers, WhatIfJson::currency);
        tell(differences, "periods", answers, answer -> answer.from() + " to " + answer.to());
        tell(
                differences,
                "prices",
                answers,
                answer -> answer.prices()
                        + (answer.pricesAt() == null ? " of each event's time" : " at " + answer.pricesAt()));
        tell(
                differences,
                "usage (baseline requests)",
                answers,
                answer -> plain(answer.baseline().requests()));
        return differences;
    }

    private static void tell(
            List<String> differences, String what, List<WhatIfJson> answers, Function<WhatIfJson, String> of) {
        String values = answers.stream().map(of).distinct().collect(Collectors.joining("; "));
        if (answers.stream().map(of).distinct().count() > 1) {
            differences.add(what + " differ: " + values);
        }
    }
}
