package io.tokenledger.report.entry;

import io.tokenledger.report.request.AnswerFormat;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/usage-entries}: the rows of the ledger behind any figure. */
@Path("/v1/usage-entries")
public class EntryResource {
    private static final String CSV = AnswerFormat.CSV_TYPE;
    private static final List<AnswerFormat> FORMATS = List.of(AnswerFormat.JSON, AnswerFormat.CSV);
    private static final int ROWS = 100;
    private static final int MOST_ROWS = 1_000;

    private final EntryReader entries;
    private final Clock clock;

    public EntryResource(EntryReader entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(
            summary = "The entries of the ledger behind a figure",
            description =
                    "By the time at which they are accounted. JSON by pages; CSV from the cursor to the end, or up to"
                            + " limit. Entries never change, and none is told twice, whatever is booked meanwhile.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, example = "acme", description = "Or filter.tenant: one of them")
    @Parameter(ref = "from")
    @Parameter(ref = "to")
    @Parameter(ref = "period")
    @Parameter(ref = "timezone")
    @Parameter(ref = "filter.team")
    @Parameter(
            name = "filter.cost_center",
            in = ParameterIn.QUERY,
            example = "R-100",
            description = "Code, repeatable: it and all below it at the time of accounting; unattributed: no rule fits")
    @Parameter(
            name = "kind",
            in = ParameterIn.QUERY,
            description = "usage, reversal, pricing, correction, charge; a list")
    @Parameter(
            name = "line_kind",
            in = ParameterIn.QUERY,
            description = "usage, adjustment or charge, as lines of statements say it")
    @Parameter(
            name = "adjusts",
            in = ParameterIn.QUERY,
            example = "2026-04",
            description = "Accounting period adjusted")
    @Parameter(
            name = "meter",
            in = ParameterIn.QUERY,
            example = "cached_input",
            description = "Only entries that have some of it; correction, charge: entries of that kind")
    @Parameter(name = "price_id", in = ParameterIn.QUERY, description = "Only what this price list rated")
    @Parameter(name = "reference", in = ParameterIn.QUERY, example = "contract/3", description = "What asked for it")
    @Parameter(
            name = "stated_by",
            in = ParameterIn.QUERY,
            example = "openrouter",
            description = "Who states a cost of it")
    @Parameter(
            name = "min_difference",
            in = ParameterIn.QUERY,
            example = "0.01",
            description =
                    "In USD: only what somebody states another cost of than ours, by at least so much; 0: by anything")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 1000, default 100; of CSV any, default all")
    @Parameter(name = "format", in = ParameterIn.QUERY, example = "csv", description = "json or csv; before Accept")
    @APIResponse(
            responseCode = "200",
            description = "The entries",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = EntryJson.Page.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "default", ref = "problem")
    public Response entries(@Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        AnswerFormat format = AnswerFormat.asked(parameters, acceptedTypes(headers), FORMATS);
        boolean csv = format == AnswerFormat.CSV;
        EntryQuestion question = EntryParameters.read(
                parameters,
                clock.instant(),
                csv ? OptionalInt.empty() : OptionalInt.of(ROWS),
                csv ? Integer.MAX_VALUE : MOST_ROWS);
        parameters.refuseOthers();
        EntryScope scope = entries.scope(question);
        return csv
                ? Response.ok(csv(scope), CSV + ";charset=UTF-8")
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"usage_entries.csv\"")
                        .build()
                : Response.ok(page(scope), MediaType.APPLICATION_JSON_TYPE).build();
    }

    private EntryJson.Page page(EntryScope scope) {
        int rows = scope.question().limit().orElseThrow();
        List<Entry> found = new ArrayList<>();
        entries.read(scope.with(rows + 1), found::add);
        List<Entry> page = found.subList(0, Math.min(rows, found.size()));
        var period = scope.question().period();
        return new EntryJson.Page(
                scope.question().tenant(),
                period.fromText(),
                period.toText(),
                period.zone().getId(),
                page.stream().map(EntryJson::of).toList(),
                found.size() > rows ? page.getLast().place().toString() : null);
    }

    private StreamingOutput csv(EntryScope scope) {
        return output -> {
            Writer writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
            EntryCsv csv = new EntryCsv(writer);
            entries.read(scope, csv::add);
            csv.flush();
        };
    }

    private static List<String> acceptedTypes(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .map(MediaType::toString)
                .toList();
    }
}
