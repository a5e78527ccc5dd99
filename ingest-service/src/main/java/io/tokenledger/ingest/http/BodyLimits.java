package io.tokenledger.ingest.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tokenledger.ingest.IngestSettings;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Bounds bodies that do not say how long they are. Quarkus' own limit is one for all routes and is lifted for the sake of
 * imports; where a body is read as a stream it looks at a limit in the routing context, which is set here for every other
 * route. It is twice our own, so that what is over ours is told in our words (see {@link RequestProblems}).
 */
@ApplicationScoped
public class BodyLimits {
    /** Where Quarkus' body streams look ({@code VertxInputStream.MAX_REQUEST_SIZE_KEY}). */
    private static final String MAX_REQUEST_SIZE = "io.quarkus.max-request-size";

    /** Right behind Quarkus' own, whose route has the order -2; a filter's is the negative of its priority. */
    private static final int BEHIND_QUARKUS = 1;

    private static final String IMPORTS = "v1/imports";

    private final IngestSettings settings;

    BodyLimits(IngestSettings settings) {
        this.settings = settings;
    }

    void register(@Observes Filters filters) {
        filters.register(this::limit, BEHIND_QUARKUS);
    }

    private void limit(RoutingContext request) {
        if (!isOfImports(request.normalizedPath())) {
            request.put(MAX_REQUEST_SIZE, 2L * settings.maxRequestBytes());
        }
        request.next();
    }

    /** Whether the path is that of imports, whose bodies are files. */
    static boolean isOfImports(String path) {
        int from = path.startsWith("/") ? 1 : 0;
        int to = path.endsWith("/") && path.length() > from ? path.length() - 1 : path.length();
        return path.substring(from, to).equals(IMPORTS);
    }
}
