package io.tokenledger.report.quality;

import io.tokenledger.report.json.JsonForm;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.quality.EvaluationsJson.EvaluationJson;
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
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/evaluations}: how good models are at a tenant's own work. */
@Path("/v1/evaluations")
public class EvaluationResource {
    private final QualityReader quality;
    private final QualityWriter writer;

    public EvaluationResource(QualityReader quality, QualityWriter writer) {
        this.quality = quality;
        this.writer = writer;
    }

    /** The body, for OpenAPI; {@link ScoreForm} reads it. */
    @Schema(name = "StatedEvaluation")
    record Stated(
            @Schema(required = true, examples = "acme") String tenant,

            @Schema(required = true, examples = "ticket-routing")
            String evaluation,

            @Schema(description = "Absent: of no app in particular") @Nullable
            String app,

            @Schema(required = true, examples = "o4-mini") String model,
            @Nullable String reasoningEffort,
            @Schema(required = true, examples = "93.5") BigDecimal score,
            @Nullable Long samples,
            @Schema(required = true, examples = "percent") String unit,
            @Schema(defaultValue = "true") @Nullable Boolean higherIsBetter,
            @Schema(required = true) LocalDate measuredOn,
            @Schema(required = true) String source,
            @Schema(required = true) String author) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What a tenant measured itself",
            description = "Of several scores of an evaluation, app, model and effort the one measured last.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "app", in = ParameterIn.QUERY, example = "checkout-bot")
    @Parameter(name = "evaluation", in = ParameterIn.QUERY, example = "ticket-routing")
    @Parameter(name = "model", in = ParameterIn.QUERY, description = "By any of its names")
    @APIResponse(
            responseCode = "200",
            description = "The scores that count",
            content = @Content(schema = @Schema(implementation = EvaluationsJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public EvaluationsJson evaluations(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        Optional<String> tenant = parameters.single("tenant");
        Optional<String> app = parameters.single("app");
        Optional<String> evaluation = parameters.single("evaluation");
        Optional<String> model = parameters.single("model");
        parameters.refuseOthers();
        if (tenant.isEmpty()) {
            throw ReportError.PARAMETER_INVALID.because("tenant is missing: evaluations are one tenant's own");
        }
        TenantEvaluations known = quality.evaluations(tenant.get());
        return new EvaluationsJson(known.scores().stream()
                .filter(score -> app.isEmpty() || score.app().equals(app.get()))
                .filter(score -> evaluation.isEmpty() || score.evaluation().equals(evaluation.get()))
                .filter(score -> model.isEmpty() || known.isOf(score, model.get()))
                .map(score -> EvaluationJson.of(null, score))
                .toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "State what a tenant measured", description = "Nothing is overwritten.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Stated.class)))
    @APIResponse(
            responseCode = "201",
            description = "What was stated",
            content = @Content(schema = @Schema(implementation = EvaluationJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response state(InputStream body) {
        EvaluationScore score = ScoreForm.evaluation(JsonForm.read(body, ScoreForm.EVALUATION));
        UUID id = UUID.randomUUID();
        writer.state(id, score);
        return Response.status(Response.Status.CREATED)
                .entity(EvaluationJson.of(id, score))
                .build();
    }
}
