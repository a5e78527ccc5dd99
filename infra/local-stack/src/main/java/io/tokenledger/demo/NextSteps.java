package io.tokenledger.demo;

import io.tokenledger.sample.SampleCompany;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Where to look next, as lines for the terminal. */
final class NextSteps {
    private NextSteps() {}

    static List<String> lines(Endpoints endpoints, Instant now) {
        String event = "{\"specversion\":\"1.0\",\"id\":\"hello-1\",\"source\":\"my-shell\","
                + "\"type\":\"io.tokenledger.usage.v1\",\"time\":\"" + now.truncatedTo(ChronoUnit.SECONDS)
                + "\",\"data\":{\"tenant\":\"acme\",\"provider\":\"openai\",\"model\":\"o4-mini\",\"team\":\"search\","
                + "\"app\":\"my-shell\",\"usage\":{\"input_tokens\":100000,\"output_tokens\":0}}}";
        String chargeback = endpoints.report() + "/v1/chargeback?timezone=" + SampleCompany.ZONE;
        return List.of(
                "Where to look next",
                "  this month           " + endpoints.report() + "/",
                "  by app, as CSV       curl -s '" + chargeback + "&group_by=team,app&format=csv'",
                "  by day               curl -s '" + chargeback + "&group_by=day'",
                "  what if              curl -s " + endpoints.report()
                        + "/v1/what-if -H 'content-type: application/json' \\",
                "                         -d '{\"period\":\"last_month\",\"swaps\":[{\"from\":{\"model\":\"gpt-4.1\"},"
                        + "\"to\":{\"model\":\"o4-mini\"}}]}'",
                "  the month's end      " + endpoints.report() + "/forecast",
                "  the month's books    " + endpoints.report() + "/periods",
                "  budgets and alerts   " + endpoints.report() + "/budgets",
                "  what was rejected    curl -s '" + endpoints.report() + "/v1/intake'",
                "  API documentation    " + endpoints.ingest() + "/q/swagger-ui",
                "                       " + endpoints.pricing() + "/q/swagger-ui",
                "                       " + endpoints.report() + "/q/swagger-ui",
                "  logs                 " + endpoints.logs(),
                "",
                "Send an event of your own (100,000 input tokens on o4-mini, $0.11), and see it a moment later:",
                "  curl -s " + endpoints.ingest() + "/v1/events -H 'content-type: application/cloudevents+json' \\",
                "    -d '" + event + "'",
                "  curl -s '" + chargeback + "&group_by=app,model&filter.app=my-shell'");
    }
}
