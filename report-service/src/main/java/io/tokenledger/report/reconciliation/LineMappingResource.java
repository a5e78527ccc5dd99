package io.tokenledger.report.reconciliation;

import io.tokenledger.report.json.JsonFields;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/vendor-line-mappings}: what a tenant says that vendors' lines are. */
@Path("/v1/vendor-line-mappings")
@Produces(MediaType.APPLICATION_JSON)
public class LineMappingResource {
    private final LineMappingWriter mappings;

    public LineMappingResource(LineMappingWriter mappings) {
        this.mappings = mappings;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say what line items of a vendor are",
            description =
                    "For comparisons from now on, of lines that were imported before too. In the pattern * stands for"
                            + " any characters and {model} for the name of the model; capitals do not matter. meter is one"
                            + " of the ledger, or credit. Of two that fit the later one counts, before those that are"
                            + " shipped.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "fine-tuned", value = """
                                {"tenant":"acme","provider":"openai","pattern":"ft-{model}:acme:*, input",
                                 "model":"{model}","meter":"input","service_tier":"standard",
                                 "author":"ann","reason":"our fine-tuned models"}
                                """)))
    @APIResponse(
            responseCode = "201",
            description = "As it is kept",
            content = @Content(schema = @Schema(implementation = LineMappingJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response keep(InputStream body) {
        return Response.status(Response.Status.CREATED)
                .entity(LineMappingJson.of(mappings.keep(JsonFields.read(body))))
                .build();
    }

    @GET
    @Operation(summary = "What a tenant says that vendors' lines are", description = "The one that counts first.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "provider", in = ParameterIn.QUERY, example = "openai")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content = @Content(schema = @Schema(implementation = LineMappingJson.All.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public LineMappingJson.All all(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "mappings are one tenant's own");
        String provider = parameters.single("provider").orElse(null);
        parameters.refuseOthers();
        return new LineMappingJson.All(
                mappings.all(tenant, provider).stream().map(LineMappingJson::of).toList());
    }
}
