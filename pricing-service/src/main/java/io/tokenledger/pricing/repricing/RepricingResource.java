package io.tokenledger.pricing.repricing;

import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.json.JsonForm;
import io.tokenledger.pricing.ledger.DimensionScope;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.ProblemJson;
import io.tokenledger.pricing.repricing.RepricingRun.Asked;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/repricings}: what other prices would make of booked events; then corrections, appended. */
@Path("/v1/repricings")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class RepricingResource {
    private static final Set<String> FIELDS = Set.of("scope", "from", "to", "dry_run", "author", "reason", "link");
    private static final int PAGE = 50;

    private final RepricingDesk desk;

    RepricingResource(RepricingDesk desk) {
        this.desk = desk;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Rate booked events again",
            description = "By the price book as it is now, at each event's own time. With dry_run=true says what would"
                    + " change and writes nothing; otherwise it is taken on and applied in the background, beside live"
                    + " bookings. Differences are appended as corrections that refer to it; time that is closed is"
                    + " corrected in open time. The same again changes nothing. An event that would have no price any"
                    + " more keeps the one it has and is counted.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RepricingJson.Form.class)))
    @APIResponse(
            responseCode = "200",
            description = "Dry run",
            content = @Content(schema = @Schema(implementation = DryRunJson.class)))
    @APIResponse(
            responseCode = "202",
            description = "Taken on; its progress is at Location",
            content = @Content(schema = @Schema(implementation = RepricingJson.Status.class)))
    @APIResponse(
            responseCode = "400",
            description = "The request cannot be used",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public Response reprice(InputStream body) throws SQLException {
        var form = JsonForm.read(body, FIELDS);
        boolean isDryRun = form.requiredFlag("dry_run");
        Instant from = form.requiredInstant("from");
        Instant until = form.requiredInstant("to");
        if (!until.isAfter(from)) {
            throw PricingError.TIME_INVALID.because("to is " + until + ", which is not after from, " + from);
        }
        var asked = new Asked(
                DimensionScope.read(form),
                from,
                until,
                said(form, "author", isDryRun),
                said(form, "reason", isDryRun),
                form.text("link"));
        if (isDryRun) {
            return Response.ok(DryRunJson.of(asked, desk.dryRun(asked.scope(), from, until)))
                    .build();
        }
        Repricing taken = desk.ask(asked);
        return Response.accepted(RepricingJson.Status.of(new RepricingStatus(taken, new Counts(), null, null, null)))
                .location(URI.create("/v1/repricings/" + taken.id()))
                .build();
    }

    private static String said(JsonForm form, String field, boolean isDryRun) {
        String text = isDryRun ? form.text(field) : form.required(field);
        return text == null ? "" : text;
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far a repricing has come")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = RepricingJson.Status.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such repricing",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public RepricingJson.Status repricing(@RestPath String id) throws SQLException {
        return RepricingJson.Status.of(found(id));
    }

    @GET
    @Operation(summary = "All repricings, the newest first", description = "Pages carry a cursor.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RepricingJson.Page.class)))
    public RepricingJson.Page repricings(@RestQuery @Nullable String cursor) throws SQLException {
        Repricing before = cursor == null ? null : found(cursor).repricing();
        List<RepricingStatus> page = desk.list(before, PAGE);
        return new RepricingJson.Page(
                page.stream().map(RepricingJson.Status::of).toList(),
                page.size() < PAGE ? null : page.getLast().repricing().id().toString());
    }

    private RepricingStatus found(String id) throws SQLException {
        RepricingStatus status = null;
        try {
            status = desk.find(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw PricingError.NOT_FOUND.because(
                    "'" + (id.length() > 40 ? id.substring(0, 40) : id) + "' is not the id of a repricing", e);
        }
        if (status == null) {
            throw PricingError.NOT_FOUND.because("there is no repricing " + id);
        }
        return status;
    }
}
