package io.tokenledger.report.allocation;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/manual-items}: costs and credits that no event stands for. */
@Path("/v1/manual-items")
@Produces(MediaType.APPLICATION_JSON)
public class ManualItemResource {
    private static final int MOST_OF_A_PAGE = 200;
    private static final String USUAL_PAGE = "50";
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate END_DAY = LocalDate.of(10_000, 1, 1);

    private final ManualItemReader items;
    private final ManualItemWriter writer;

    public ManualItemResource(ManualItemReader items, ManualItemWriter writer) {
        this.items = items;
        this.writer = writer;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Book a fee or a credit",
            description =
                    "It counts in the period of its day, at the rate of that day. A day whose books are closed is refused;"
                            + " the error names the first open one. An item is never edited: take it back, and book another one.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "a monthly fee", value = """
                                                    {"tenant":"acme","kind":"fee","name":"platform fee",
                                                     "cost_center":"unattributed","day":"2026-10-31","currency":"USD",
                                                     "amount":"1500","provider":"openai","link":"invoice 4711",
                                                     "author":"ann","reason":"contract of 2026"}
                                                    """)))
    @APIResponse(
            responseCode = "201",
            description = "The item with its id",
            content = @Content(schema = @Schema(implementation = ManualItemJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response book(InputStream body) {
        return created(writer.book(ManualItemForm.wanted(body)));
    }

    @GET
    @Operation(summary = "The manual items of a tenant, the latest day first")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "from", in = ParameterIn.QUERY, example = "2026-10-01", description = "First day")
    @Parameter(name = "to", in = ParameterIn.QUERY, example = "2026-11-01", description = "The day after the last")
    @Parameter(name = "cost_center", in = ParameterIn.QUERY, example = "unattributed")
    @Parameter(name = "name", in = ParameterIn.QUERY, example = "platform fee")
    @Parameter(name = "limit", in = ParameterIn.QUERY, example = "50", description = "1 to 200; default 50")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = ManualItemJson.Page.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ManualItemJson.Page items(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        LocalDate from = CostCenterCostsQuestion.day(parameters, "from");
        LocalDate to = CostCenterCostsQuestion.day(parameters, "to");
        ManualItemQuestion asked = new ManualItemQuestion(
                parameters.required("tenant", "manual items are one tenant's own"),
                from == null ? FIRST_DAY : from,
                to == null ? END_DAY : to,
                parameters.single("cost_center").orElse(null),
                parameters.single("name").orElse(null),
                parameters
                        .single("cursor")
                        .map(text -> QueryParameters.uuid("cursor", text))
                        .orElse(null));
        int limit = limit(parameters.single("limit").orElse(USUAL_PAGE));
        parameters.refuseOthers();
        return ManualItemJson.page(items.page(asked, limit + 1), limit);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One manual item")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "The item",
            content = @Content(schema = @Schema(implementation = ManualItemJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ManualItemJson item(@PathParam("id") String id, @Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "manual items are one tenant's own");
        parameters.refuseOthers();
        return ManualItemJson.of(items.find(tenant, QueryParameters.uuid("id", id)));
    }

    @POST
    @Path("{id}/reversal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Take an item back",
            description =
                    "Once, by an item of the opposite amount: on the same day, or, where that is closed, on the first open"
                            + " one. Another open day may be said.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples =
                                    @ExampleObject(
                                            name = "why",
                                            value =
                                                    "{\"tenant\":\"acme\",\"author\":\"ann\",\"reason\":\"booked twice\"}")))
    @APIResponse(
            responseCode = "201",
            description = "The item that takes it back",
            content = @Content(schema = @Schema(implementation = ManualItemJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response reverse(@PathParam("id") String id, InputStream body) {
        return created(writer.reverse(QueryParameters.uuid("id", id), ManualItemForm.reversing(body)));
    }

    private static Response created(ManualItem item) {
        return Response.created(URI.create("/v1/manual-items/" + item.id()))
                .entity(ManualItemJson.of(item))
                .build();
    }

    private static int limit(String text) {
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MOST_OF_A_PAGE) {
            throw ReportError.PARAMETER_INVALID.because(
                    "limit " + text + " is not a whole number from 1 to " + MOST_OF_A_PAGE);
        }
        return Integer.parseInt(text);
    }
}
