package io.tokenledger.report;

import io.tokenledger.report.problem.ProblemJson;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What all endpoints have in common, for OpenAPI. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "TokenLedger report",
                        version = "1",
                        description =
                                "What LLM usage cost, and who pays for it. Amounts are exact decimal strings; instants are"
                                        + " RFC 3339; errors are RFC 9457 problems with a stable code. A query parameter that is not"
                                        + " known is refused."),
        components =
                @Components(
                        parameters = {
                            @Parameter(
                                    name = "from",
                                    in = ParameterIn.QUERY,
                                    example = "2026-11-01",
                                    description =
                                            "Inclusive: a date or a month (its first moment in timezone), or an RFC 3339"
                                                    + " instant on a quarter of an hour. Default: the beginning of this month"),
                            @Parameter(
                                    name = "to",
                                    in = ParameterIn.QUERY,
                                    example = "2026-12",
                                    description = "Exclusive, written as from. Default: the beginning of next month"),
                            @Parameter(
                                    name = "period",
                                    in = ParameterIn.QUERY,
                                    example = "last_month",
                                    description =
                                            "today, yesterday, this_month or last_month; in place of from and to"),
                            @Parameter(
                                    name = "timezone",
                                    in = ParameterIn.QUERY,
                                    example = "Asia/Kolkata",
                                    description = "IANA name; days, weeks and months are cut in it. Default: UTC"),
                            @Parameter(
                                    name = "filter.team",
                                    in = ParameterIn.QUERY,
                                    example = "search",
                                    description =
                                            "filter.<dimension>=value, repeatable: any of the values; several dimensions:"
                                                    + " all of them; an empty value: not attributed"),
                            @Parameter(
                                    name = "currency",
                                    in = ParameterIn.QUERY,
                                    example = "USD",
                                    description =
                                            "ISO 4217; costs in others are converted at the rate of their day in UTC, and"
                                                    + " refused where there is none. Default: USD")
                        },
                        responses =
                                @APIResponse(
                                        name = "problem",
                                        description = "Why there is no answer: RFC 9457 with a stable code",
                                        content =
                                                @Content(
                                                        mediaType = "application/problem+json",
                                                        schema = @Schema(implementation = ProblemJson.class)))))
public class ReportApi extends Application {}
