package io.tokenledger.ingest.http;

import io.tokenledger.ingest.otlp.OtlpEncoding;
import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers of OTLP/HTTP (OTLP specification, "OTLP/HTTP Response"), in the encoding of the request. */
final class TracesAnswers {
    /** How long an exporter is to wait where Kafka does not acknowledge. */
    private static final int RETRY_AFTER_SECONDS = 5;

    private static final int MAX_REASONS = 3;

    private TracesAnswers() {}

    /** All spans were decided, and what became of them is durable. */
    static Response decided(OtlpEncoding encoding, List<? extends Outcome> outcomes) {
        var first = new EnumMap<IngestError, Outcome.Rejected>(IngestError.class);
        long rejected = 0;
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Rejected refused) {
                rejected++;
                first.putIfAbsent(refused.error(), refused);
            }
        }
        String reason = rejected == 0 ? "" : reason(rejected, outcomes.size(), first);
        return answer(Response.ok(), encoding, encoding.response(rejected, reason))
                .build();
    }

    /** The first span of each of the first reasons. */
    private static String reason(long rejected, int all, Map<IngestError, Outcome.Rejected> first) {
        var reasons = new ArrayList<String>();
        for (Outcome.Rejected refused : first.values()) {
            if (reasons.size() == MAX_REASONS) {
                reasons.add("…");
                break;
            }
            String id = refused.event().eventId();
            reasons.add((id == null ? "" : "span " + id + ": ")
                    + refused.event().code() + ": " + refused.event().detail() + hint(refused.error()));
        }
        return rejected + " of " + all + " spans of model calls were rejected: " + String.join("; ", reasons);
    }

    private static String hint(IngestError error) {
        return error == IngestError.TENANT_MISSING
                ? " (set the header " + RequestTenant.HEADER + ", or the attribute tokenledger.tenant)"
                : "";
    }

    /** The request as a whole was refused. Of a content type that is not known, the answer is JSON. */
    static Response refused(IngestError error, String detail, HttpHeaders headers) {
        return refused(error, detail, headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    }

    /** The same, by the request's content type. */
    static Response refused(IngestError error, String detail, @Nullable String contentType) {
        OtlpEncoding encoding = encoding(contentType);
        Response.ResponseBuilder answer = answer(
                Response.status(error.httpStatus()),
                encoding,
                encoding.status(rpcCode(error.httpStatus()), error.code() + ": " + detail));
        if (error == IngestError.KAFKA_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }

    /** JSON goes as text: of bytes under that media type a JSON writer may make a text in base64. */
    private static Response.ResponseBuilder answer(
            Response.ResponseBuilder answer, OtlpEncoding encoding, byte[] message) {
        return answer.type(encoding.mediaType())
                .entity(encoding == OtlpEncoding.JSON ? new String(message, StandardCharsets.UTF_8) : message);
    }

    private static OtlpEncoding encoding(@Nullable String contentType) {
        try {
            return OtlpEncoding.of(contentType);
        } catch (Refusal unknown) {
            return OtlpEncoding.JSON;
        }
    }

    /** The code of {@code google.rpc.Code} that stands for an HTTP status. */
    private static int rpcCode(int httpStatus) {
        return switch (httpStatus) {
            case 413 -> 8; // RESOURCE_EXHAUSTED
            case 415 -> 12; // UNIMPLEMENTED
            case 503 -> 14; // UNAVAILABLE
            case 500 -> 13; // INTERNAL
            default -> 3; // INVALID_ARGUMENT
        };
    }
}
