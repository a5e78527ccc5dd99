package io.tokenledger.ingest.http;

import io.tokenledger.ingest.IngestSettings;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.SafeText;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** What the framework refuses before an endpoint is asked, told in our words. */
public class RequestProblems {
    private final IngestSettings settings;

    RequestProblems(IngestSettings settings) {
        this.settings = settings;
    }

    @ServerExceptionMapper
    Response unsupported(NotSupportedException e, HttpHeaders headers) {
        String sent = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return Problem.response(
                IngestError.MEDIA_TYPE_UNSUPPORTED,
                (sent == null ? "there is no content type" : "the content type is " + SafeText.quoted(sent))
                        + ": send application/json, " + MediaTypes.CLOUD_EVENT + " or "
                        + MediaTypes.CLOUD_EVENTS_BATCH);
    }

    /** Refuses a body that says itself that it is too large, before it is read. Files have a limit of their own. */
    @ServerRequestFilter(preMatching = true)
    @Nullable
    Response tooLarge(ContainerRequestContext request) {
        if (BodyLimits.isOfImports(request.getUriInfo().getPath())) {
            return null;
        }
        int length = request.getLength();
        if (length <= settings.maxRequestBytes()) {
            return null;
        }
        String detail = "the body has " + length + " bytes: at most " + settings.maxRequestBytes();
        return request.getUriInfo().getPath().equals(TracesResource.PATH)
                ? TracesAnswers.refused(
                        IngestError.REQUEST_TOO_LARGE, detail, request.getHeaderString(HttpHeaders.CONTENT_TYPE))
                : Problem.response(IngestError.REQUEST_TOO_LARGE, detail);
    }
}
