package io.tokenledger.report.console;

import io.tokenledger.report.catalog.CatalogReader;
import io.tokenledger.report.catalog.ModelFacts;
import io.tokenledger.report.console.ConsoleResource.Templates;
import io.tokenledger.report.intake.IntakeReader;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.UsageAnswer;
import io.tokenledger.report.usage.UsageReader;
import io.tokenledger.report.whatif.WhatIfForm;
import io.tokenledger.report.whatif.WhatIfJson;
import io.tokenledger.report.whatif.WhatIfQuestion;
import io.tokenledger.report.whatif.WhatIfReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /what-if}: the question as a form, and its answer under it. */
@Path("/what-if")
public class WhatIfPageResource {
    private static final String REPORT = "console";
    private static final int MAX_ROWS = 10_000;

    private final WhatIfReader whatIf;
    private final UsageReader usage;
    private final IntakeReader intake;
    private final CatalogReader catalog;
    private final Clock clock;

    public WhatIfPageResource(
            WhatIfReader whatIf, UsageReader usage, IntakeReader intake, CatalogReader catalog, Clock clock) {
        this.whatIf = whatIf;
        this.usage = usage;
        this.intake = intake;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page(@Context UriInfo request) {
        Instant now = clock.instant();
        WhatIfSelection form = WhatIfSelection.byDefault(now);
        WhatIfPage.Choices choices = WhatIfPage.Choices.NONE;
        try {
            form = WhatIfSelection.read(new QueryParameters(request.getQueryParameters()), now);
            choices = choices(form);
            if (!form.asks()) {
                return ConsoleResource.html(200, Templates.whatIf(new WhatIfPage(form, choices, null, null)));
            }
            WhatIfQuestion question = WhatIfForm.read(JsonFields.parse(form.question()), now);
            AnswerView answer = AnswerFigures.of(WhatIfJson.of(whatIf.answer(question)));
            return ConsoleResource.html(200, Templates.whatIf(new WhatIfPage(form, choices, null, answer)));
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(),
                    Templates.whatIf(new WhatIfPage(form, choices, problem.detail(), null)));
        }
    }

    /** Who and what there is: the tenants, and the teams, apps and models of the period. */
    private WhatIfPage.Choices choices(WhatIfSelection form) {
        List<UsageAnswer> used = usage.readTogether(
                REPORT,
                Stream.of(Attribute.TEAM, Attribute.APP, Attribute.MODEL)
                        .map(form::usageBy)
                        .toList(),
                MAX_ROWS);
        return new WhatIfPage.Choices(
                ConsoleResource.withSelected(intake.tenants(REPORT), form.get("tenant")),
                names(used.get(0)),
                names(used.get(1)),
                names(used.get(2)),
                catalog.current().models().stream()
                        .map(ModelFacts::model)
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static List<String> names(UsageAnswer answer) {
        return answer.rows().stream()
                .map(row -> row.group().getFirst())
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }
}
