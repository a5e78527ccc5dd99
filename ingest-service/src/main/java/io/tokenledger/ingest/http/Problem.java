package io.tokenledger.ingest.http;

import io.tokenledger.ingest.rejection.IngestError;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error of a whole request (RFC 9457).
 *
 * @param code stable, e.g. {@code event.malformed_json}
 * @param detail the value and the rule
 */
@Schema(name = "Problem")
public record Problem(String type, String title, int status, String code, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Response response(IngestError error, String detail) {
        return Response.status(error.httpStatus())
                .type(MEDIA_TYPE)
                .entity(new Problem(
                        "urn:tokenledger:problem:" + error.code(),
                        error.title(),
                        error.httpStatus(),
                        error.code(),
                        detail))
                .build();
    }
}
