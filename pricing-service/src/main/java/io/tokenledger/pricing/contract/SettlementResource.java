package io.tokenledger.pricing.contract;

import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.ProblemJson;
import io.tokenledger.pricing.query.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/contracts/settlements}: settles contracts now, without waiting for the next time it is done anyway. */
@Path("/v1/contracts/settlements")
public class SettlementResource {
    private final DataSource dataSource;
    private final ContractSettlement settlement;

    public SettlementResource(DataSource dataSource, ContractSettlement settlement) {
        this.dataSource = dataSource;
        this.settlement = settlement;
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Settle contracts",
            description =
                    "Works out the charges of all terms from their beginning and appends the differences to what is"
                            + " booked. Again changes nothing. With `until` only what was over by then is settled; else the"
                            + " running month, too, up to the last quarter of an hour.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TermForm.SettlementForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SettlementJson.class)))
    @APIResponse(
            responseCode = "400",
            description = "A field cannot be used",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public SettlementJson settle(InputStream body) throws SQLException {
        JsonFields json = JsonFields.read(body, true);
        json.refuseOthersThan(Set.of("tenant", "until"));
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        SettlementSpan span = span(json.textOrNull("until", 64), now);
        var settled = new ArrayList<Settled>();
        for (String tenant : tenants(json.textOrNull("tenant", TermReader.LONGEST_TENANT))) {
            settled.add(settlement.settle(tenant, span, now));
        }
        return SettlementJson.of(span.until(), settled);
    }

    private static SettlementSpan span(@Nullable String until, Instant now) {
        if (until == null) {
            return SettlementSpan.everything(now);
        }
        Instant time = QueryParameters.instant("until", until);
        if (time.isAfter(now)) {
            throw PricingError.TIME_INVALID.because(
                    "until is " + time + ", now is " + now + ": what is to come cannot be settled");
        }
        return SettlementSpan.overBy(time);
    }

    private List<String> tenants(@Nullable String tenant) throws SQLException {
        if (tenant != null) {
            return List.of(tenant);
        }
        try (Connection connection = dataSource.getConnection()) {
            return List.copyOf(TermTable.versions(connection).keySet());
        }
    }
}
