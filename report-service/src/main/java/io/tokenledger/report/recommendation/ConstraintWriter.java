package io.tokenledger.report.recommendation;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.quality.QualityReader;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;

/** States what a tenant allows. What was stated before is kept, and no longer counts. */
@ApplicationScoped
public class ConstraintWriter {
    private final ReportingStore store;
    private final QualityReader qualities;
    private final Clock clock;

    public ConstraintWriter(ReportingStore store, QualityReader qualities, Clock clock) {
        this.store = store;
        this.qualities = qualities;
        this.clock = clock;
    }

    /** The body of a request; refused where it names a benchmark that nobody has described. */
    public StatedConstraints state(JsonFields body) {
        Constraints constraints = ConstraintForm.read(body);
        String tenant = Signed.required(body, "tenant");
        String author = Signed.optional(body, "author");
        String reason = Signed.optional(body, "reason");
        refuseUnknownBenchmarks(constraints);
        return store.write(connection -> {
            long version = ConstraintTable.latest(connection, tenant).version() + 1;
            var stated = new StatedConstraints(tenant, version, constraints, author, reason, clock.instant());
            if (!ConstraintTable.insert(connection, stated, body.json())) {
                throw ReportError.RECOMMENDATION_STATE.because("the constraints of " + tenant
                        + " were stated by somebody else at the same time: read them again");
            }
            return stated;
        });
    }

    private void refuseUnknownBenchmarks(Constraints constraints) {
        Set<String> known = qualities.current().benchmarks().keySet();
        for (Constraints.MinimumScore minimum : constraints.minimumScores()) {
            if (!known.contains(minimum.benchmark())) {
                throw ReportError.BENCHMARK_UNKNOWN.because("'" + minimum.benchmark() + "' is none of "
                        + String.join(", ", known) + "; POST /v1/benchmarks describes a new one");
            }
        }
    }
}
