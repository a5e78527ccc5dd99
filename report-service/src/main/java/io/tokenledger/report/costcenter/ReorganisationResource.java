package io.tokenledger.report.costcenter;

import io.tokenledger.report.costcenter.OrganisationWriter.Request;
import io.tokenledger.report.json.JsonFields;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Much of an organisation changed on one day, all of it or nothing. */
@Path("/v1/cost-centers/reorganisations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ReorganisationResource {
    private final OrganisationWriter writer;

    public ReorganisationResource(OrganisationWriter writer) {
        this.writer = writer;
    }

    @POST
    @Operation(
            summary = "Change many cost centres and rules from a day on",
            description =
                    "All or nothing, in any order: only what comes of all of it must fit together. changes are of cost"
                            + " centres (action create, change or end, with code), rules of mapping rules (create, or change and end"
                            + " with id). What was before that day stays as it was. dry_run tells what would change.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "May", value = """
                                                    {"tenant":"acme","valid_from":"2026-05-01","author":"ann",
                                                     "reason":"re-organisation in May","dry_run":true,
                                                     "changes":[{"action":"create","code":"ai","name":"AI"},
                                                                {"action":"change","code":"search","parent":"ai"},
                                                                {"action":"end","code":"research"}],
                                                     "rules":[{"action":"create","conditions":{"team":["lab"]},
                                                               "cost_center":"ai"}]}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "What changes",
            content = @Content(schema = @Schema(implementation = OrganisationChangesJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public OrganisationChangesJson reorganise(InputStream stream) {
        JsonFields body = JsonFields.read(stream)
                .onlyOf("tenant", "valid_from", "changes", "rules", "author", "reason", "dry_run");
        Request request = OrganisationForm.request(body, "valid_from");
        return OrganisationChangesJson.of(request, writer.change(request, book -> OrganisationForm.wishes(body, book)));
    }
}
