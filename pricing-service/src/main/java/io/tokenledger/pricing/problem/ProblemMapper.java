package io.tokenledger.pricing.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells every error as problem JSON: the caller's fault precisely, ours without internals but with context in the log. */
public final class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response fromPricing(PricingProblem problem) {
        if (problem.error().blame() == Blame.SERVICE) {
            LOG.warn("call failed: " + problem.getMessage(), problem);
        }
        return answer(problem.error(), problem.detail(), problem.extensions());
    }

    @ServerExceptionMapper
    Response fromHttp(WebApplicationException exception) {
        int status = exception.getResponse().getStatus();
        return switch (status) {
            case 404 -> answer(PricingError.NOT_FOUND, "there is nothing at this path; /q/openapi lists what there is");
            case 405 -> answer(PricingError.METHOD_NOT_ALLOWED, "/q/openapi lists the methods of this path");
            case 406 -> answer(PricingError.NOT_ACCEPTABLE, "this path answers in application/json");
            case 413 -> answer(PricingError.BODY_TOO_LARGE, "the body is larger than the service takes");
            case 415 -> answer(PricingError.MEDIA_TYPE_UNSUPPORTED, "/q/openapi lists the media types of this path");
            default -> status < 500 ? answer(PricingError.REQUEST_INVALID, "HTTP " + status) : internal(exception);
        };
    }

    @ServerExceptionMapper
    Response fromDatabase(SQLException exception) {
        LOG.error("database failed", exception);
        return answer(PricingError.DATABASE_UNAVAILABLE, "the database does not answer; nothing was changed");
    }

    @ServerExceptionMapper
    Response fromAnythingElse(RuntimeException exception) {
        return internal(exception);
    }

    private static Response internal(RuntimeException exception) {
        LOG.error("call failed", exception);
        return answer(PricingError.INTERNAL, "the call failed; the service's log has the cause");
    }

    private static Response answer(PricingError error, String detail) {
        return answer(error, detail, Map.of());
    }

    private static Response answer(PricingError error, String detail, Map<String, Object> extensions) {
        return Response.status(error.httpStatus())
                .type(MediaType.valueOf(ProblemJson.MEDIA_TYPE))
                .entity(ProblemJson.of(error, detail, extensions))
                .build();
    }
}
