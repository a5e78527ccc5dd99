package io.tokenledger.ingest.otlp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two encodings of OTLP/HTTP (OTLP specification 1.9, "OTLP/HTTP"). An answer is in the encoding of its request. */
public enum OtlpEncoding {
    /** Binary protobuf. */
    PROTOBUF("application/x-protobuf") {
        @Override
        public ExportTraceServiceRequest read(byte[] body) throws Refusal {
            try {
                return ExportTraceServiceRequest.parseFrom(body);
            } catch (InvalidProtocolBufferException e) {
                throw new Refusal(
                        IngestError.OTLP_MALFORMED, "the body is not an ExportTraceServiceRequest in protobuf");
            }
        }

        @Override
        public byte[] response(long rejectedSpans, String reason) {
            ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
            if (rejectedSpans > 0) {
                response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(rejectedSpans)
                        .setErrorMessage(reason));
            }
            return response.build().toByteArray();
        }

        /** By hand: it has two fields, and its class would bring a library. */
        @Override
        public byte[] status(int code, String message) {
            var bytes = new ByteArrayOutputStream();
            try {
                CodedOutputStream out = CodedOutputStream.newInstance(bytes);
                out.writeInt32(1, code);
                out.writeString(2, message);
                out.flush();
            } catch (IOException e) {
                throw new IllegalStateException("writing to memory failed", e);
            }
            return bytes.toByteArray();
        }
    },

    /** Protobuf's JSON, with ids in hexadecimal. */
    JSON("application/json") {
        @Override
        public ExportTraceServiceRequest read(byte[] body) throws Refusal {
            return OtlpJson.read(body);
        }

        @Override
        public byte[] response(long rejectedSpans, String reason) {
            ObjectNode response = JsonNodeFactory.instance.objectNode();
            if (rejectedSpans > 0) {
                response.putObject("partialSuccess")
                        .put("rejectedSpans", Long.toString(rejectedSpans))
                        .put("errorMessage", reason);
            }
            return response.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] status(int code, String message) {
            ObjectNode status =
                    JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
            return status.toString().getBytes(StandardCharsets.UTF_8);
        }
    };

    private final String mediaType;

    OtlpEncoding(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The encoding of a content type, whatever its parameters. */
    public static OtlpEncoding of(@Nullable String contentType) throws Refusal {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        for (OtlpEncoding encoding : values()) {
            if (encoding.mediaType.equals(type)) {
                return encoding;
            }
        }
        throw new Refusal(
                IngestError.MEDIA_TYPE_UNSUPPORTED,
                (contentType == null
                                ? "there is no content type"
                                : "the content type is " + SafeText.quoted(contentType))
                        + ": send " + PROTOBUF.mediaType + " or " + JSON.mediaType);
    }

    public String mediaType() {
        return mediaType;
    }

    /** The spans of a body; refused where it is not in this encoding. */
    public abstract ExportTraceServiceRequest read(byte[] body) throws Refusal;

    /**
     * The answer where the request was read: {@code ExportTraceServiceResponse}. Without rejected spans it says nothing, as
     * OTLP has it.
     *
     * @param reason why spans were rejected, for a person
     */
    public abstract byte[] response(long rejectedSpans, String reason);

    /** The answer where it was not: {@code google.rpc.Status}. */
    public abstract byte[] status(int code, String message);
}
