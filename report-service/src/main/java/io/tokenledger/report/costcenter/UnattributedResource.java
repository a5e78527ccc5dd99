package io.tokenledger.report.costcenter;

import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/mapping-rules/unattributed} and {@code …/suggestions}: what nobody pays for, and what would change that. */
@Path("/v1/mapping-rules")
@Produces(MediaType.APPLICATION_JSON)
public class UnattributedResource {
    private final UnattributedReader reader;

    public UnattributedResource(UnattributedReader reader) {
        this.reader = reader;
    }

    @GET
    @Path("unattributed")
    @Operation(
            summary = "Usage that no rule leads to a cost centre",
            description =
                    "By the organisation in force when the usage is accounted, the heaviest first: by cost, then by"
                            + " requests and tokens. Costs are in the currency of the books.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            example = "2026-11-01",
            description = "A date or month in the zone of the books, or an instant; default: this month")
    @Parameter(name = "to", in = ParameterIn.QUERY, example = "2026-12-01", description = "Exclusive")
    @Parameter(name = "period", in = ParameterIn.QUERY, example = "last_month", description = "In place of from and to")
    @Parameter(name = "timezone", in = ParameterIn.QUERY, description = "Of from and to; default: that of the books")
    @Parameter(
            name = "group_by",
            in = ParameterIn.QUERY,
            example = "team,app",
            description = "Up to 8 of team, project, app, environment, user, key, tag.<key>; default the first four")
    @Parameter(name = "limit", in = ParameterIn.QUERY, example = "200", description = "1 to 1000; default 200")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = UnattributedJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public UnattributedJson unattributed(@Context UriInfo request) {
        return reader.list(tenant(request), request.getQueryParameters());
    }

    @GET
    @Path("suggestions")
    @Operation(
            summary = "Rules that would attribute it, each ready to be posted",
            description =
                    "A rule is suggested where other usage of the same team, project, app or key mostly goes to one"
                            + " cost centre, or where one cost centre has, or holds, that name. The rule that attributes most comes"
                            + " first; post them in this order.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "from", in = ParameterIn.QUERY, example = "2026-11-01", description = "As of unattributed")
    @Parameter(name = "to", in = ParameterIn.QUERY, example = "2026-12-01", description = "Exclusive")
    @Parameter(name = "period", in = ParameterIn.QUERY, example = "last_month", description = "In place of from and to")
    @Parameter(name = "timezone", in = ParameterIn.QUERY, description = "Of from and to; default: that of the books")
    @Parameter(
            name = "group_by",
            in = ParameterIn.QUERY,
            example = "team,key",
            description = "What rules may be about, up to 8 of those of unattributed; default team,project,app")
    @Parameter(
            name = "valid_from",
            in = ParameterIn.QUERY,
            example = "2026-11-01",
            description = "Of the rules; default: the first day of the period that is not closed")
    @Parameter(name = "author", in = ParameterIn.QUERY, example = "ann", description = "Put into the rules")
    @Parameter(name = "limit", in = ParameterIn.QUERY, example = "20", description = "1 to 1000; default 200")
    @APIResponse(
            responseCode = "200",
            description = "The suggestions",
            content = @Content(schema = @Schema(implementation = UnattributedJson.SuggestionsJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public UnattributedJson.SuggestionsJson suggestions(@Context UriInfo request) {
        return reader.suggestions(tenant(request), request.getQueryParameters());
    }

    private static String tenant(UriInfo request) {
        return OrganisationParameters.tenant(new QueryParameters(request.getQueryParameters()));
    }
}
