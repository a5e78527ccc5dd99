package io.tokenledger.ingest.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tokenledger.ingest.imports.ImportParameters;
import io.tokenledger.ingest.imports.ImportRequest;
import io.tokenledger.ingest.imports.ImportState;
import io.tokenledger.ingest.imports.StorageFailedException;
import io.tokenledger.ingest.kafka.ImportJournal;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;

/** Takes files of usage of any size, and tells how far they are. */
@Path("/v1/imports")
public class ImportsResource {
    private static final Logger LOG = Logger.getLogger(ImportsResource.class);

    private final ImportDoor door;
    private final ImportJournal journal;
    private final RequestTenant tenants;

    ImportsResource(ImportDoor door, ImportJournal journal, RequestTenant tenants) {
        this.door = door;
        this.journal = journal;
        this.tenants = tenants;
    }

    /** The imports of all instances, as far as this one knows them. */
    @Schema(name = "Imports")
    public record Imports(List<ImportState> imports) {}

    /** Reads the file as it comes in, and answers when every line of it is durable. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces({MediaType.APPLICATION_JSON, MediaTypes.JSON_LINES, Problem.MEDIA_TYPE})
    @RunOnVirtualThread
    @Operation(
            operationId = "importUsage",
            summary = "Import a file of usage",
            description = "CSV, JSON by the line, or pages of OpenAI's or Anthropic's usage API; gzip is unpacked. The "
                    + "file is read as it comes in, however large. Lines without an id get one from what they say, so "
                    + "the same file again changes nothing and an import that broke off is to be repeated. With "
                    + "`Accept: application/x-ndjson` the answer has a verdict per line and the summary as its last.")
    @Parameter(
            name = "import_id",
            in = ParameterIn.QUERY,
            example = "october",
            description = "Names the import, so that its progress can be asked for meanwhile; default: a new one")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "csv",
            description = "csv, jsonl, openai-usage or anthropic-usage; default: by the content type text/csv or "
                    + "application/x-ndjson")
    @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            example = "openai.chat.completion",
            description = "Of jsonl: the lines are response objects of that dialect")
    @Parameter(name = "delimiter", in = ParameterIn.QUERY, example = ";", description = "Of csv: one character, or tab")
    @Parameter(
            name = "map.input_tokens",
            in = ParameterIn.QUERY,
            example = "prompt_tokens",
            description = "Which column holds input_tokens; so with every other field (`map.<field>`)")
    @Parameter(
            name = "set.provider",
            in = ParameterIn.QUERY,
            example = "openai",
            description = "What provider is on every line; so with every other field (`set.<field>`)")
    @Parameter(
            name = "mapping",
            in = ParameterIn.QUERY,
            example = "{\"map\":{\"time\":\"created_at\"},\"set\":{\"tenant\":\"acme\"}}",
            description = "The same as JSON")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaTypes.JSON_LINES, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(
            responseCode = "200",
            description = "The file has been read to its end",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ImportState.class),
                        examples = @ExampleObject(name = "one of three", value = Examples.IMPORT)),
                @Content(mediaType = MediaTypes.JSON_LINES, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "400",
            description = "The request or the mapping is wrong and no line was read, or the file breaks off",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", description = "An import of that id is under way")
    @APIResponse(responseCode = "413", description = "The file is too large")
    @APIResponse(responseCode = "429", description = "Too many imports are under way")
    @APIResponse(
            responseCode = "503",
            description = "Kafka does not acknowledge, or the disk is full; repeat the import")
    public Response importFile(InputStream body, @Context UriInfo uri, @Context HttpHeaders headers) {
        try {
            ImportRequest request = ImportParameters.read(
                    uri.getQueryParameters(),
                    headers.getHeaderString(HttpHeaders.CONTENT_TYPE),
                    tenants.named(headers),
                    tenants.standing(),
                    Instant.now());
            return wantsLines(headers) ? lines(request, body) : answer(door.run(request, body, null));
        } catch (Refusal refusal) {
            return Problem.response(refusal.error(), refusal.detail());
        }
    }

    /** How far one import is, from whatever instance runs it. */
    @GET
    @Path("{id}")
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @RunOnVirtualThread
    @Operation(operationId = "importState", summary = "How far an import is")
    @APIResponse(
            responseCode = "200",
            description = "Its state",
            content = @Content(schema = @Schema(implementation = ImportState.class)))
    @APIResponse(responseCode = "404", description = "No import of that id is among the latest thousand")
    public Response state(@PathParam("id") String id) {
        return journal.find(id)
                .map(state ->
                        Response.ok(state).type(MediaType.APPLICATION_JSON).build())
                .orElseGet(() -> Problem.response(
                        IngestError.IMPORT_UNKNOWN,
                        "import " + SafeText.quoted(id) + " is not among the latest thousand"));
    }

    /** The latest thousand imports. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(operationId = "imports", summary = "The latest thousand imports, the latest begun first")
    public Imports all() {
        return new Imports(journal.latest());
    }

    private static boolean wantsLines(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .anyMatch(type -> (type.getType() + "/" + type.getSubtype()).equalsIgnoreCase(MediaTypes.JSON_LINES));
    }

    /** The spool is the answer's from the moment on that there is one, and closed with it. */
    private Response lines(ImportRequest request, InputStream body) throws Refusal {
        boolean answered = false;
        VerdictSpool spool = spool();
        try {
            ImportState end = door.run(request, body, spool);
            if (!end.status().equals(ImportState.DONE)) {
                return answer(end);
            }
            StreamingOutput verdicts = spool::moveTo;
            Response answer = Response.ok(verdicts).type(MediaTypes.JSON_LINES).build();
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                close(spool);
            }
        }
    }

    private VerdictSpool spool() throws Refusal {
        try {
            return new VerdictSpool(door.folder());
        } catch (StorageFailedException e) {
            LOG.error("verdicts have no room on disk", e);
            throw new Refusal(
                    IngestError.IMPORT_STORAGE_FAILED,
                    "there is no room on disk for verdicts: no line was taken; ask without them, or try again later");
        }
    }

    private static void close(VerdictSpool spool) {
        try {
            spool.close();
        } catch (IOException e) {
            LOG.warn("the room of an import's verdicts could not be given back", e);
        }
    }

    private static Response answer(ImportState end) {
        String code = end.code();
        if (code == null) {
            return Response.ok(end).type(MediaType.APPLICATION_JSON).build();
        }
        return Problem.response(
                IngestError.byCode(code),
                "import " + end.importId() + ": " + (end.detail() == null ? "" : end.detail()));
    }
}
