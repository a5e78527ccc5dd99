package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The page of a statement, by the service's template and without the service. */
final class Pages {
    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of("text/html")))
            .build();

    private Pages() {}

    static String html(JsonNode document, String hash) {
        try (var file = Objects.requireNonNull(Pages.class.getResourceAsStream("/templates/statement.html"))) {
            String template = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return ENGINE.parse(template, Variant.forContentType("text/html"))
                    .data("page", StatementPage.of(document, hash))
                    .render();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
