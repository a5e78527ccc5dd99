package io.tokenledger.report.whatif;

import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.quality.QualityScores;
import io.tokenledger.report.quality.TenantEvaluations;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.whatif.WhatIfAnswer.Excluded;
import io.tokenledger.report.whatif.WhatIfAnswer.Line;
import io.tokenledger.report.whatif.WhatIfAnswer.Moved;
import io.tokenledger.report.whatif.WhatIfAnswer.Route;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes an answer of what a replay came to. Pure. */
final class Answers {
    private final WhatIfQuestion question;
    private final long bookVersion;
    private final QualityScores quality;
    private final Map<String, TenantEvaluations> evaluations;
    private final WhatIfEngine.Outcome outcome;

    /**
     * @param evaluations of each tenant whose usage is moved
     */
    Answers(
            WhatIfQuestion question,
            long bookVersion,
            QualityScores quality,
            Map<String, TenantEvaluations> evaluations,
            WhatIfEngine.Outcome outcome) {
        this.question = question;
        this.bookVersion = bookVersion;
        this.quality = quality;
        this.evaluations = evaluations;
        this.outcome = outcome;
    }

    WhatIfAnswer answer(BigInteger contractChargesPico, List<Conversion> conversions) {
        Tally tally = outcome.expected();
        Tally.Sum total = tally.total();
        return new WhatIfAnswer(
                question,
                bookVersion,
                new WhatIfAnswer.Before(total.requests(), pico(total.baseline()), tally.unpricedRequests()),
                pico(total.scenario()),
                pico(outcome.low()),
                pico(outcome.high()),
                lines(tally),
                moved(tally),
                excluded(tally),
                outcome.assumptions(),
                outcome.mostSensitive(),
                contractChargesPico,
                conversions,
                warnings(tally),
                outcome.oneByOne());
    }

    private static List<Line> lines(Tally tally) {
        List<Line> lines = new ArrayList<>();
        tally.byGroup()
                .forEach((group, sum) -> lines.add(new Line(
                        group,
                        sum.requests(),
                        sum.moved(),
                        sum.unpriced(),
                        pico(sum.baseline()),
                        pico(sum.scenario()))));
        lines.sort(Comparator.comparing(Line::baselinePico)
                .reversed()
                .thenComparing(line -> String.valueOf(line.group())));
        return List.copyOf(lines);
    }

    private List<Moved> moved(Tally tally) {
        List<Moved> moved = new ArrayList<>();
        Map<Integer, Set<Route>> routes = new LinkedHashMap<>();
        outcome.used()
                .forEach(used -> routes.computeIfAbsent(used.to().swap(), _ -> new LinkedHashSet<>())
                        .add(route(used)));
        for (int i = 0; i < question.swaps().size(); i++) {
            Tally.Sum sum = tally.bySwap().get(i);
            BigInteger baseline = pico(sum.baseline());
            BigInteger scenario = pico(sum.scenario());
            List<Route> routesOfIt = List.copyOf(routes.getOrDefault(i, Set.of()));
            moved.add(new Moved(
                    i,
                    question.swaps().get(i).name(),
                    routesOfIt,
                    sum.requests(),
                    baseline,
                    scenario,
                    quality(i, routesOfIt, baseline.subtract(scenario))));
        }
        return moved;
    }

    /** With several models on one side, the savings are those of all of them together: then none is told per point. */
    private List<QualityBeside> quality(int swap, List<Route> routes, BigInteger savings) {
        boolean oneRoute = routes.stream()
                        .map(route -> List.of(route.fromModel(), route.toModel()))
                        .distinct()
                        .count()
                == 1;
        BigInteger told = oneRoute ? savings : BigInteger.ZERO;
        List<String> apps = question.swaps().get(swap).from().stream()
                .filter(filter -> filter.dimension() == Attribute.APP)
                .flatMap(filter -> filter.values().stream())
                .toList();
        Set<QualityBeside> beside = new LinkedHashSet<>();
        for (Route route : routes) {
            beside.addAll(QualityBeside.onBenchmarks(route, told, quality));
            evaluations
                    .values()
                    .forEach(ofTenant -> beside.addAll(QualityBeside.inEvaluations(route, apps, told, ofTenant)));
        }
        return List.copyOf(beside);
    }

    private static Route route(WhatIfEngine.Used used) {
        UsageKind from = used.from();
        Destination to = used.to();
        @Nullable String effort = to.asked().to().reasoningEffort();
        return new Route(
                from.provider(),
                from.model(),
                from.reasoningEffort(),
                to.provider(),
                to.model(),
                to.serviceTier(),
                effort == null ? from.reasoningEffort() : effort);
    }

    private static List<Excluded> excluded(Tally tally) {
        List<Excluded> excluded = new ArrayList<>();
        tally.left().forEach((left, sum) -> {
            BigDecimal cost = sum.cost();
            excluded.add(new Excluded(
                    left.swap(), left.reason(), sum.detail(), sum.requests(), cost == null ? null : pico(cost)));
        });
        excluded.removeIf(left -> left.requests().signum() == 0
                && (left.costPico() == null || left.costPico().signum() == 0));
        excluded.sort(Comparator.comparingInt(Excluded::swap).thenComparing(Excluded::reason));
        return excluded;
    }

    private List<String> warnings(Tally tally) {
        Set<String> warnings = new TreeSet<>();
        for (WhatIfEngine.Used used : outcome.used()) {
            Destination to = used.to();
            TargetFacts facts = to.facts();
            boolean stays = to.isSamePlace();
            if (!stays && facts.contextWindow() == null && facts.maxInputTokens() == null) {
                warnings.add("the context window of " + to.model() + " is not known: nothing was excluded for it");
            }
            if (!stays && facts.maxOutputTokens() == null) {
                warnings.add("the output limit of " + to.model() + " is not known: nothing was excluded for it");
            }
        }
        for (int i = 0; i < question.swaps().size(); i++) {
            int swap = i;
            boolean matches = outcome.used().stream().anyMatch(used -> used.to().swap() == swap);
            if (!matches) {
                warnings.add("swap " + (swap + 1) + " matches no usage of the period");
            }
        }
        if (tally.unpricedRequests().signum() != 0) {
            warnings.add(tally.unpricedRequests().toPlainString()
                    + " requests have no price where they are: they have no part in these amounts");
        }
        return List.copyOf(warnings);
    }

    private static BigInteger pico(BigDecimal amount) {
        return WhatIfEngine.pico(amount);
    }
}
