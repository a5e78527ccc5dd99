package io.tokenledger.pricing.contract;

import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.contract.TermForm.CommitmentForm;
import io.tokenledger.pricing.contract.TermForm.ThroughputForm;
import io.tokenledger.pricing.contract.TermForm.VolumeTiersForm;
import io.tokenledger.pricing.contract.settlement.Commitment;
import io.tokenledger.pricing.contract.settlement.ProvisionedThroughput;
import io.tokenledger.pricing.contract.settlement.VolumeTiers;
import io.tokenledger.pricing.problem.ProblemJson;
import io.tokenledger.pricing.query.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/contracts}: what a tenant's contract charges beyond unit prices. */
@Path("/v1/contracts")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "400",
        description = "A field or parameter cannot be used",
        content = @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
public class ContractResource {
    private static final String OVERLAP =
            "contract.overlap: a term of the same kind and scope is in force at a time of its range";

    private final ContractBook contracts;

    public ContractResource(ContractBook contracts) {
        this.contracts = contracts;
    }

    @POST
    @Path("/volume-tiers")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Publish volume tiers",
            description =
                    "A discount on the rated cost of a calendar month, by what was used in it: with mode graduated"
                            + " each slice has its own, with all_units the tier reached counts for the whole month.")
    @RequestBody(content = @Content(schema = @Schema(implementation = VolumeTiersForm.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TermJson.class)))
    @APIResponse(
            responseCode = "409",
            description = OVERLAP,
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public Response volumeTiers(InputStream body) throws SQLException {
        return publish(body, VolumeTiers.KIND);
    }

    @POST
    @Path("/commitments")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Publish committed spend",
            description = "The rated cost of a provider, volume discounts included, draws it down; what is left at the"
                    + " end of the term is charged. Usage beyond it is at rated prices.")
    @RequestBody(content = @Content(schema = @Schema(implementation = CommitmentForm.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TermJson.class)))
    @APIResponse(
            responseCode = "409",
            description = OVERLAP,
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public Response commitment(InputStream body) throws SQLException {
        return publish(body, Commitment.KIND);
    }

    @POST
    @Path("/provisioned-throughput")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Publish provisioned throughput",
            description = "A flat amount for every hour of the term, spread over what was served in it; the share that"
                    + " nobody used is charged as idle. The usage itself is rated by the price book as ever: a contract"
                    + " price of 0 for the deployment makes it free of further cost.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ThroughputForm.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TermJson.class)))
    @APIResponse(
            responseCode = "409",
            description = OVERLAP,
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public Response provisionedThroughput(InputStream body) throws SQLException {
        return publish(body, ProvisionedThroughput.KIND);
    }

    private Response publish(InputStream body, String kind) throws SQLException {
        TermDraft draft = TermReader.read(JsonFields.read(body, false), kind);
        return Response.status(Response.Status.CREATED)
                .entity(TermJson.of(contracts.publish(draft)))
                .build();
    }

    @GET
    @Operation(
            summary = "Terms of a tenant's contract",
            description =
                    "The terms that stood at `known_at` (now by default), with `at` only those valid then, by age."
                            + " Pages carry a cursor.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TermsJson.class)))
    public TermsJson terms(
            @Parameter(required = true) @RestQuery @Nullable String tenant,
            @Parameter(description = "RFC 3339") @RestQuery @Nullable String at,
            @Parameter(description = "RFC 3339") @RestQuery("known_at") @Nullable String knownAt,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit)
            throws SQLException {
        int pageSize = QueryParameters.limit(limit);
        List<StatedTerm> found = contracts.knownAt(
                ContractParameters.tenant(tenant),
                at == null ? null : QueryParameters.instant("at", at),
                knownAt == null ? Instant.now() : QueryParameters.instant("known_at", knownAt),
                cursor == null ? 0 : QueryParameters.id("cursor", cursor),
                pageSize + 1);
        return TermsJson.page(found, pageSize);
    }
}
