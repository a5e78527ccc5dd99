package io.tokenledger.pricing.pricebook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.common.annotation.Blocking;
import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.json.JsonForm;
import io.tokenledger.pricing.pricebook.BookChanges.Change;
import io.tokenledger.pricing.pricebook.BookChanges.Outcome;
import io.tokenledger.pricing.pricebook.MeterTable.FurtherMeter;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.ProblemJson;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/meters}: what can be measured and priced; further meters are declared here, not in code. */
@Path("/v1/meters")
public class MeterResource {
    private static final Set<String> FIELDS = Set.of("author", "reason", "meter", "unit", "parent", "description");

    private final DataSource dataSource;

    public MeterResource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * A meter.
     *
     * @param countsIn input_tokens or output_tokens where it is a part of that total; null: it stands beside them
     * @param parent the meter whose price applies where a list has none for this one; null: nothing does
     */
    @Schema(name = "Meter")
    @JsonNaming(SnakeCaseStrategy.class)
    record Entry(
            @Schema(examples = "ocr_pages") String meter,
            @Schema(examples = "page") String unit,
            @Schema(nullable = true) @Nullable String countsIn,
            @Schema(nullable = true) @Nullable String parent,
            @Schema(nullable = true) @Nullable String description) {

        static Entry of(Meter meter) {
            boolean isToken = meter.side() != Meter.Side.UNITS;
            return new Entry(
                    meter.id(),
                    isToken ? "token" : meter.equals(Meter.REQUESTS) ? "request" : "search",
                    isToken ? meter.side().name().toLowerCase(Locale.ROOT) : null,
                    meter.parent() == null ? null : meter.parent().id(),
                    null);
        }

        static Entry of(FurtherMeter meter) {
            return new Entry(meter.meter(), meter.unit(), null, meter.parent(), meter.description());
        }
    }

    /** All meters. */
    @Schema(name = "Meters")
    record Entries(List<Entry> meters) {}

    /** A meter that is declared. */
    @Schema(name = "MeterForm")
    record Form(
            @Schema(required = true) String author,
            @Schema(required = true) String reason,

            @Schema(required = true, examples = "translated_pages")
            String meter,

            @Schema(required = true, examples = "page") String unit,
            @Nullable String parent,
            @Schema(required = true) String description) {}

    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Meters", description = "What can be measured and priced, built in or declared")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Entries.class)))
    public Entries list() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            var meters = new ArrayList<Entry>();
            Meter.builtIn().forEach(meter -> meters.add(Entry.of(meter)));
            MeterTable.all(connection).forEach(meter -> meters.add(Entry.of(meter)));
            return new Entries(meters);
        }
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Declare a meter",
            description = "From then on prices may name it, and events have it in usage.meters")
    @RequestBody(content = @Content(schema = @Schema(implementation = Form.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Entry.class)))
    @APIResponse(
            responseCode = "409",
            description = "There is a meter of that name",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public Response declare(InputStream body) throws SQLException {
        var said = JsonForm.read(body, FIELDS);
        var meter = new FurtherMeter(
                furtherName(said, "meter"), said.required("unit"), said.text("parent"), said.required("description"));
        FurtherMeter declared = BookChanges.inTransaction(dataSource, connection -> {
            Change change =
                    BookChanges.begin(connection, "meter", meter.meter(), "", said.said("author"), said.said("reason"));
            check(meter, MeterTable.all(connection));
            MeterTable.insert(connection, meter, change.changeId());
            return new Outcome<>(meter, true);
        });
        return Response.status(Response.Status.CREATED)
                .entity(Entry.of(declared))
                .build();
    }

    private static String furtherName(JsonForm said, String field) {
        String name = said.required(field);
        try {
            if (!Meter.of(name).isBuiltIn()) {
                return name;
            }
        } catch (IllegalArgumentException e) {
            throw PricingError.METER_INVALID.because(String.valueOf(e.getMessage()), e);
        }
        throw PricingError.METER_EXISTS.because("meter '" + name + "' is built in");
    }

    private static void check(FurtherMeter meter, List<FurtherMeter> present) {
        if (present.stream().anyMatch(other -> other.meter().equals(meter.meter()))) {
            throw PricingError.METER_EXISTS.because("meter '" + meter.meter() + "' is declared already");
        }
        String parent = meter.parent();
        boolean parentIsKnown = parent == null
                || Meter.builtIn().stream().anyMatch(other -> other.id().equals(parent))
                || present.stream().anyMatch(other -> other.meter().equals(parent));
        if (!parentIsKnown) {
            throw PricingError.METER_INVALID.because("parent '" + parent + "' is no meter: GET /v1/meters lists them");
        }
    }
}
