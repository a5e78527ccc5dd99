package io.tokenledger.report.recommendation;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.whatif.PriceBasis;
import io.tokenledger.report.whatif.Swap;
import io.tokenledger.report.whatif.WhatIfAnswer;
import io.tokenledger.report.whatif.WhatIfQuestion;
import io.tokenledger.report.whatif.WhatIfReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Asks what-if what the candidates of one app would have saved: many at once, over one reading of its usage. */
final class AppAnswersReader {
    private final WhatIfReader whatIf;
    private final Connection connection;
    private final RecommendationQuery query;
    private final String app;
    private final NowPrices prices;
    private final TreeSet<String> warnings = new TreeSet<>();

    AppAnswersReader(
            WhatIfReader whatIf, Connection connection, RecommendationQuery query, String app, NowPrices prices) {
        this.whatIf = whatIf;
        this.connection = connection;
        this.query = query;
        this.app = app;
        this.prices = prices;
    }

    /** Whether the app costs as much as the least saving that is wanted; also where that is not known. */
    boolean isWorthALook(List<UsedLine> lines) {
        var cost = prices.costNow(lines);
        return cost == null
                || !cost.currency().equals(query.currency())
                || new BigDecimal(cost.pico(), 12).compareTo(query.minimumSaving()) > 0;
    }

    /** The answers of the candidates that have one. */
    Map<Candidate, WhatIfAnswer> of(List<Candidate> asked) throws SQLException {
        Map<Candidate, WhatIfAnswer> answers = new LinkedHashMap<>();
        ask(asked, answers);
        return answers;
    }

    /** What could not be answered. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** All at once; where one of them needs too many requests looked at singly, half of them at a time. */
    private void ask(List<Candidate> asked, Map<Candidate, WhatIfAnswer> answers) throws SQLException {
        if (asked.isEmpty()) {
            return;
        }
        try {
            List<List<Swap>> swaps =
                    asked.stream().map(candidate -> List.of(candidate.swap())).toList();
            List<WhatIfAnswer> found = whatIf.answers(connection, question(swaps.getFirst()), swaps);
            for (int i = 0; i < asked.size(); i++) {
                answers.put(asked.get(i), found.get(i));
            }
        } catch (ReportProblem tooDetailed) {
            if (tooDetailed.error() != ReportError.WHAT_IF_TOO_DETAILED) {
                throw tooDetailed;
            }
            if (asked.size() == 1) {
                warnings.add("not looked at: " + Wording.title(asked.getFirst()) + ": " + tooDetailed.detail());
                return;
            }
            ask(new ArrayList<>(asked.subList(0, asked.size() / 2)), answers);
            ask(new ArrayList<>(asked.subList(asked.size() / 2, asked.size())), answers);
        }
    }

    private WhatIfQuestion question(List<Swap> swaps) {
        return new WhatIfQuestion(
                new UsageQuery(
                        query.period(),
                        List.of(),
                        List.of(
                                new Filter(Attribute.TENANT, List.of(query.tenant())),
                                new Filter(Attribute.APP, List.of(app))),
                        query.currency()),
                swaps,
                new PriceBasis(query.now(), false));
    }
}
