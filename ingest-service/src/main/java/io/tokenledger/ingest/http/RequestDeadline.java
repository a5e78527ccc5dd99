package io.tokenledger.ingest.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tokenledger.ingest.IngestSettings;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Ends requests whose sender does not finish sending them: a body that comes a byte at a time would hold its connection and
 * its memory for ever. Imports take as long as they take.
 */
@ApplicationScoped
public class RequestDeadline {
    private static final int BEFORE_ALL_OTHERS = 10_000;
    private static final int REQUEST_TIMEOUT = 408;
    private static final String WITHOUT_DEADLINE = "/v1/imports";

    private final Duration limit;

    RequestDeadline(IngestSettings settings) {
        this.limit = settings.requestReadTimeout();
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, BEFORE_ALL_OTHERS);
    }

    private void watch(RoutingContext request) {
        if (!request.normalizedPath().startsWith(WITHOUT_DEADLINE)) {
            long timer = request.vertx().setTimer(limit.toMillis(), _ -> endIfUnread(request));
            request.addEndHandler(_ -> request.vertx().cancelTimer(timer));
        }
        request.next();
    }

    private void endIfUnread(RoutingContext request) {
        if (request.request().isEnded() || request.response().ended()) {
            return;
        }
        if (!request.response().headWritten()) {
            request.response()
                    .setStatusCode(REQUEST_TIMEOUT)
                    .putHeader("Connection", "close")
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(
                            "{\"type\":\"urn:tokenledger:problem:request.too_slow\",\"title\":\"The request came too slowly\","
                                    + "\"status\":408,\"code\":\"request.too_slow\",\"detail\":\"the body was not sent within "
                                    + limit.toMillis() + " ms\"}");
        }
        request.request().connection().close();
    }
}
