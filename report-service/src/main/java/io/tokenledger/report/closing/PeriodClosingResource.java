package io.tokenledger.report.closing;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
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

/** {@code POST /v1/periods/{id}/…}: what people decide about a period. */
@Path("/v1/periods/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PeriodClosingResource {
    private final PeriodReader periods;
    private final ClosingWriter closing;
    private final PeriodCloseWriter close;

    public PeriodClosingResource(PeriodReader periods, ClosingWriter closing, PeriodCloseWriter close) {
        this.periods = periods;
        this.closing = closing;
        this.close = close;
    }

    @POST
    @Path("closing")
    @Operation(
            summary = "Begin to close a period",
            description =
                    "Runs the checks and writes draft statements. Ingest goes on, and may still change the period. Asked"
                            + " again while it is closing, it runs the checks and writes the drafts again.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples =
                                    @ExampleObject(
                                            name = "begin",
                                            value = "{\"author\":\"ann\",\"reason\":\"October is complete\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The period, with its checks",
            content = @Content(schema = @Schema(implementation = PeriodJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public PeriodJson begin(@PathParam("id") String id, @Context UriInfo request, InputStream body) {
        String tenant = PeriodResource.tenant(request);
        closing.begin(tenant, id, PeriodForm.decision(JsonFields.read(body)));
        return PeriodJson.of(periods.period(tenant, id));
    }

    @POST
    @Path("closing/cancellation")
    @Operation(
            summary = "Cancel the closing of a period",
            description = "It is open again, and its drafts count for nothing.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "200",
            description = "The period",
            content = @Content(schema = @Schema(implementation = PeriodJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public PeriodJson cancel(@PathParam("id") String id, @Context UriInfo request, InputStream body) {
        String tenant = PeriodResource.tenant(request);
        closing.cancel(tenant, id, PeriodForm.decision(JsonFields.read(body)));
        return PeriodJson.of(periods.period(tenant, id));
    }

    @POST
    @Path("close")
    @Operation(
            summary = "Close a period for good",
            description =
                    "The checks are run again; with a failed one it is refused unless override_reason says why it does"
                            + " not count. Where two persons are wanted, by another one than who began. From then on nothing is"
                            + " accounted in the period: what comes late is an adjustment in the first open one. Should it break off"
                            + " after the books are closed, close again: the statements are written then.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples =
                                    @ExampleObject(
                                            name = "close",
                                            value =
                                                    "{\"author\":\"bob\",\"reason\":\"checked with the vendor's bill\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The period, closed",
            content = @Content(schema = @Schema(implementation = PeriodJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public PeriodJson close(@PathParam("id") String id, @Context UriInfo request, InputStream body) {
        String tenant = PeriodResource.tenant(request);
        close.close(tenant, id, PeriodForm.close(JsonFields.read(body)));
        return PeriodJson.of(periods.period(tenant, id));
    }

    @POST
    @Path("reopening")
    @Operation(
            summary = "Refused: closed books are never opened again",
            description = "Says how to correct what is closed.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(responseCode = "default", ref = "problem")
    public PeriodJson reopen(@PathParam("id") String id, @Context UriInfo request) {
        PeriodView view = periods.period(PeriodResource.tenant(request), id);
        throw ReportError.ACCOUNTING_PERIOD_NEVER_REOPENED.because("period " + id + " is " + view.state()
                + (view.state().equals("closing")
                        ? ": POST /v1/periods/" + id + "/closing/cancellation, while it is not closed in the ledger"
                        : ", and is never opened again. Correct it in the first open period: late events and prices are"
                                + " adjustments by themselves, a wrong price is put right by POST /v1/repricings, anything"
                                + " else by POST /v1/manual-items with a link to what it corrects"));
    }
}
