package io.tokenledger.ingest.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tokenledger.ingest.IngestSettings;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.tokens.CountRequestReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Counts the tokens of a request before it is sent. Records nothing, and keeps nothing of what it is shown. */
@Path("/v1/token-counts")
public class TokenCountsResource {
    private static final String EXAMPLE = """
            {"model":"gpt-4o","messages":[{"role":"user","content":"hello world"}]}
            """;

    private static final String EXAMPLE_ANSWER = """
            {"model":"gpt-4o","encoding":"o200k_base","provenance":"counted","input_tokens":9,"output_tokens":null,
             "complete":true,"parts":[{"part":"messages[0].content","tokens":2,"provenance":"counted"},
               {"part":"overhead","tokens":7,"provenance":"counted"}],
             "context_window":128000,"max_input":null,"max_output":16384,"fits":true}
            """;

    private final CountingPool pool;
    private final IngestSettings settings;

    TokenCountsResource(CountingPool pool, IngestSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    /** The tokens of a text, of messages, tools and images, part by part. The body is counted while it comes in. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @RunOnVirtualThread
    @Operation(
            operationId = "countTokens",
            summary = "Count the tokens of a request",
            description = "Records nothing. Text is counted with the model's own tokenizer where OpenAI published it; "
                    + "tools, images and other vendors' models are estimated and say so. Nothing is fetched.")
    @RequestBody(
            required = true,
            description = "`model`; `text` or `messages`; `tools`, `tool_choice`, `images` "
                    + "(`width`, `height`, `detail`); `output`: the answer, or how many tokens it may have",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "a message", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "The counts",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TokenCountAnswer.class),
                            examples = @ExampleObject(name = "a message", value = EXAMPLE_ANSWER)))
    @APIResponse(
            responseCode = "400",
            description = "Not JSON, no model, or nothing to count",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "413",
            description = "The body is longer than tokenledger.ingest.token-counts.max-bytes")
    @APIResponse(responseCode = "415", description = "The media type is not JSON")
    @APIResponse(
            responseCode = "429",
            description = "All places for counting are taken; Retry-After says when to come again")
    public Response count(InputStream body) throws InterruptedException {
        long limit = settings.tokenCounts().maxBytes();
        // Closing the body reads what is left of it, so that a sender in the middle of it hears the answer.
        try (InputStream limited = new LimitedBody(body, limit);
                CountingPool.Place place = pool.take()) {
            return Response.ok(TokenCountAnswer.of(CountRequestReader.count(limited, place)))
                    .type(MediaType.APPLICATION_JSON)
                    .build();
        } catch (Refusal refusal) {
            return refused(refusal);
        } catch (LimitedBody.TooLong e) {
            return Problem.response(
                    IngestError.TOKEN_COUNT_TOO_LARGE,
                    "the body has more than " + limit + " bytes: tokenledger.ingest.token-counts.max-bytes");
        } catch (IOException e) {
            return Problem.response(IngestError.TOKEN_COUNT_MALFORMED_JSON, "the body could not be read to its end");
        }
    }

    private static Response refused(Refusal refusal) {
        Response problem = Problem.response(refusal.error(), refusal.detail());
        return refusal.error() == IngestError.TOKEN_COUNT_BUSY
                ? Response.fromResponse(problem)
                        .header(HttpHeaders.RETRY_AFTER, "1")
                        .build()
                : problem;
    }
}
