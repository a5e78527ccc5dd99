package io.tokenledger.report.quality;

import io.tokenledger.report.catalog.FactOrigin;
import io.tokenledger.report.json.JsonForm;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/benchmarks}: how good models are in public. */
@Path("/v1/benchmarks")
public class BenchmarkResource {
    private static final Set<String> FIELDS = FactOrigin.signed(Set.of("benchmarks", "scores"));

    private final QualityReader quality;
    private final QualityWriter writer;

    public BenchmarkResource(QualityReader quality, QualityWriter writer) {
        this.quality = quality;
        this.writer = writer;
    }

    /** The body, for OpenAPI; {@link ScoreForm} reads it. */
    @Schema(name = "StatedBenchmarks")
    record Stated(
            @Schema(required = true, description = "Who says so")
            String author,

            @Nullable String reason,

            @Schema(description = "New ones, or other descriptions") @Nullable
            List<BenchmarksJson.BenchmarkJson> benchmarks,

            @Nullable List<Score> scores) {
        /** One score. */
        @Schema(name = "StatedScore")
        record Score(
                @Schema(required = true, examples = "swe_bench_verified")
                String benchmark,

                @Schema(required = true, description = "May hold the effort: o3 (high)", examples = "o3")
                String model,

                @Nullable String reasoningEffort,
                @Schema(required = true, examples = "69.1") BigDecimal score,
                @Nullable Long cases,
                @Nullable Long promptTokens,
                @Nullable Long completionTokens,
                @Nullable BigDecimal costUsd,
                @Schema(required = true) String source,
                @Schema(required = true) LocalDate sourceDate) {}
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Benchmarks, and what models scored",
            description = "Of several scores of a model at an effort the one that counts: a user's before one that came"
                    + " with the product, then the one with the latest source_date.")
    @Parameter(name = "model", in = ParameterIn.QUERY, example = "o4-mini", description = "By any of its names")
    @Parameter(name = "benchmark", in = ParameterIn.QUERY, example = "swe_bench_verified")
    @APIResponse(
            responseCode = "200",
            description = "The statements that count",
            content = @Content(schema = @Schema(implementation = BenchmarksJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public BenchmarksJson benchmarks(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        Optional<String> model = parameters.single("model");
        Optional<String> benchmark = parameters.single("benchmark");
        parameters.refuseOthers();
        QualityScores known = quality.current();
        List<BenchmarkScore> scores = model.isPresent() ? known.scoresOf(model.get()) : known.scores();
        return BenchmarksJson.of(
                known.benchmarks().values().stream()
                        .filter(each -> benchmark.isEmpty() || each.benchmark().equals(benchmark.get()))
                        .toList(),
                scores.stream()
                        .filter(score ->
                                benchmark.isEmpty() || score.benchmark().equals(benchmark.get()))
                        .toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "State benchmarks and scores",
            description =
                    "All of them or none. They go before those that came with the product; nothing is overwritten.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Stated.class)))
    @APIResponse(
            responseCode = "201",
            description = "What was stated",
            content = @Content(schema = @Schema(implementation = BenchmarksJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response state(InputStream body) {
        JsonForm form = JsonForm.read(body, FIELDS);
        StatedScores stated = new StatedScores(
                form.objects("benchmarks", ScoreForm.BENCHMARK).stream()
                        .map(ScoreForm::benchmark)
                        .toList(),
                form.objects("scores", ScoreForm.SCORE).stream()
                        .map(ScoreForm::score)
                        .toList());
        if (stated.benchmarks().isEmpty() && stated.scores().isEmpty()) {
            throw ReportError.FIELD_MISSING.because("benchmarks and scores are missing: one of them is needed");
        }
        writer.state(stated, FactOrigin.request("benchmarks", stated.toString(), form));
        return Response.status(Response.Status.CREATED)
                .entity(BenchmarksJson.of(stated.benchmarks(), stated.scores()))
                .build();
    }
}
