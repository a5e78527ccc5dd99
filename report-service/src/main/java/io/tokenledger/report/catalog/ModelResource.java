package io.tokenledger.report.catalog;

import io.tokenledger.report.json.JsonForm;
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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/models}: what models can do. */
@Path("/v1/models")
public class ModelResource {
    private final CatalogReader catalogs;
    private final CatalogWriter writer;

    public ModelResource(CatalogReader catalogs, CatalogWriter writer) {
        this.catalogs = catalogs;
        this.writer = writer;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What models can do",
            description = "Limits, capabilities and tokenizer of each, with the source. What is not known is null or"
                    + " unknown: it excludes nothing from a what-if, and the answer warns.")
    @Parameter(
            name = "model",
            in = ParameterIn.QUERY,
            example = "o4-mini-2025-04-16",
            description = "By any of its names: alias, dated snapshot. None found: an empty list")
    @Parameter(name = "provider", in = ParameterIn.QUERY, example = "openai", description = "Whose models")
    @APIResponse(
            responseCode = "200",
            description = "The statements that count",
            content = @Content(schema = @Schema(implementation = ModelsJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ModelsJson models(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        Optional<String> model = parameters.single("model");
        Optional<String> provider = parameters.single("provider");
        parameters.refuseOthers();
        ModelCatalog catalog = catalogs.current();
        List<ModelFacts> found = catalog.models().stream()
                .filter(facts -> provider.isEmpty() || facts.provider().equals(provider.get()))
                .filter(facts -> model.isEmpty() || facts.equals(catalog.factsOf(facts.provider(), model.get())))
                .toList();
        return ModelsJson.of(catalog, found);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "State what a model can do",
            description = "A later statement counts in place of an earlier one, as a whole: what it leaves out is not"
                    + " known. It goes before what came with the product. Nothing is overwritten.")
    @RequestBody(content = @Content(schema = @Schema(implementation = StatedModelJson.class)))
    @APIResponse(
            responseCode = "201",
            description = "As it counts from now on",
            content = @Content(schema = @Schema(implementation = ModelsJson.Model.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response state(InputStream body) {
        JsonForm form = JsonForm.read(body, FactOrigin.signed(ModelFactsForm.MODEL));
        ModelFacts facts = ModelFactsForm.model(form);
        writer.stateModel(facts, FactOrigin.request(facts.provider() + " " + facts.model(), facts.toString(), form));
        return Response.status(Response.Status.CREATED)
                .entity(ModelsJson.Model.of(facts))
                .build();
    }
}
