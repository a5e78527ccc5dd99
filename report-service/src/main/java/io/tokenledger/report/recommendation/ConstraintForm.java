package io.tokenledger.report.recommendation;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.recommendation.Constraints.Deferrable;
import io.tokenledger.report.recommendation.Constraints.MinimumScore;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a tenant allows, from the body of a request and from what was kept. Pure. */
final class ConstraintForm {
    private static final String LARGEST_SCORE = "1000000";

    private ConstraintForm() {}

    /** The constraints of a body, whose tenant, author and reason are read elsewhere. */
    static Constraints read(JsonFields body) {
        body.onlyOf(
                "tenant", "minimum_scores", "allowed_providers", "allowed_regions", "deferrable", "author", "reason");
        return new Constraints(
                minimumScores(body),
                names(body, "allowed_providers"),
                names(body, "allowed_regions"),
                deferrable(body));
    }

    private static List<MinimumScore> minimumScores(JsonFields body) {
        List<MinimumScore> minimums = new ArrayList<>();
        Set<List<@Nullable String>> seen = new HashSet<>();
        for (JsonFields minimum : body.objects("minimum_scores")) {
            minimum.onlyOf("benchmark", "score", "app");
            String app = minimum.text("app");
            String benchmark = Signed.required(minimum, "benchmark");
            List<@Nullable String> key = new ArrayList<>();
            key.add(benchmark);
            key.add(app);
            if (!seen.add(key)) {
                throw ReportError.FIELD_INVALID.because(minimum.name("benchmark") + " '" + benchmark
                        + "' is given twice" + (app == null ? "" : " for app '" + app + "'"));
            }
            minimums.add(new MinimumScore(
                    benchmark, decimal(minimum, "score", "-" + LARGEST_SCORE, LARGEST_SCORE), kept(minimum, app)));
        }
        return minimums;
    }

    private static @Nullable String kept(JsonFields fields, @Nullable String app) {
        return app == null || app.isEmpty() ? app : Signed.storable(fields, "app", app);
    }

    private static List<Deferrable> deferrable(JsonFields body) {
        List<Deferrable> parts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonFields part : body.objects("deferrable")) {
            part.onlyOf("app", "share");
            String app = Signed.required(part, "app");
            if (!seen.add(app)) {
                throw ReportError.FIELD_INVALID.because(part.name("app") + " '" + app + "' is given twice");
            }
            parts.add(new Deferrable(app, decimal(part, "share", "0", "1")));
        }
        return parts;
    }

    private static List<String> names(JsonFields body, String field) {
        List<String> names = body.texts(field).stream()
                .map(name -> Signed.storable(body, field, name))
                .toList();
        if (new HashSet<>(names).size() < names.size()) {
            throw ReportError.FIELD_INVALID.because(body.name(field) + " names one twice: " + names);
        }
        return names;
    }

    private static BigDecimal decimal(JsonFields fields, String name, String least, String most) {
        BigDecimal value = fields.decimal(name, least, most);
        if (value == null) {
            throw ReportError.FIELD_MISSING.because(fields.name(name) + " is missing");
        }
        return value;
    }
}
