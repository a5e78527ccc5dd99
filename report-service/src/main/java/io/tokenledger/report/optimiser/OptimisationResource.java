package io.tokenledger.report.optimiser;

import io.tokenledger.report.json.JsonFields;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code POST /v1/optimisations}: the cheapest mix of models at a quality, or the best within a budget. */
@Path("/v1/optimisations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OptimisationResource {
    private final OptimisationReader optimisations;
    private final Clock clock;

    public OptimisationResource(OptimisationReader optimisations, Clock clock) {
        this.optimisations = optimisations;
        this.clock = clock;
    }

    @POST
    @Operation(
            summary = "The cheapest mix of models at a quality, or the best within a budget",
            description = "Shares of every group's usage per model, to stay included; proven optimal, with exact costs."
                    + " Either minimum_quality or maximum_cost is given.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "o3 or o4-mini", value = """
                                                    {"from":"2026-10","to":"2026-11","group_by":"app",
                                                     "models":[{"model":"o4-mini","reasoning_effort":"high"}],
                                                     "quality":{"benchmark":"swe_bench_verified"},
                                                     "minimum_quality":"68.5"}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "The mix, what it costs, and what its limit costs",
            content = @Content(schema = @Schema(implementation = OptimisationJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public OptimisationJson optimise(InputStream body) {
        return OptimisationJson.of(optimisations.answer(OptimisationForm.read(JsonFields.read(body), clock.instant())));
    }
}
