package io.tokenledger.report.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells every error as problem JSON: the caller's fault precisely, ours without internals but with context in the log. */
public final class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response fromReport(ReportProblem problem) {
        if (problem.error().blame() == Blame.SERVICE) {
            LOG.warn("report not given: " + problem.getMessage(), problem.getCause());
        }
        return answer(problem.error(), problem.detail());
    }

    @ServerExceptionMapper
    Response fromHttp(WebApplicationException exception) {
        int status = exception.getResponse().getStatus();
        return switch (status) {
            case 404 -> answer(ReportError.NOT_FOUND, "there is nothing at this path; /q/openapi lists what there is");
            case 405 -> answer(ReportError.METHOD_NOT_ALLOWED, "/q/openapi lists the methods of this path");
            case 406 -> answer(ReportError.NOT_ACCEPTABLE, "Accept names no format that this path answers in");
            case 413 -> answer(ReportError.BODY_TOO_LARGE, "the body is larger than the service takes");
            case 415 -> answer(ReportError.MEDIA_TYPE_UNSUPPORTED, "/q/openapi lists the media types of this path");
            default -> status < 500 ? answer(ReportError.REQUEST_INVALID, "HTTP " + status) : internal(exception);
        };
    }

    @ServerExceptionMapper
    Response fromAnythingElse(RuntimeException exception) {
        return internal(exception);
    }

    private static Response internal(RuntimeException exception) {
        LOG.error("report failed", exception);
        return answer(ReportError.INTERNAL, "the report failed; the service's log has the cause");
    }

    private static Response answer(ReportError error, String detail) {
        return Response.status(error.httpStatus())
                .type(MediaType.valueOf(ProblemJson.MEDIA_TYPE))
                .entity(ProblemJson.of(error, detail))
                .build();
    }
}
