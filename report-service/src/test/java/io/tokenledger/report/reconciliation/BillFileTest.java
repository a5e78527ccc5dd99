package io.tokenledger.report.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.problem.ReportProblem;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Synthetic files in the shapes that the vendors document. */
class BillFileTest {
    private static final String OPENAI_COSTS = """
        {"object":"page","data":[
          {"object":"bucket","start_time":1790812800,"end_time":1790899200,"results":[
            {"object":"organization.costs.result","amount":{"value":0.06500000000000002,"currency":"usd"},
             "line_item":"gpt-4o-2024-08-06, cached input","project_id":"proj_abc"},
            {"object":"organization.costs.result","amount":{"value":12345678.123456789012,"currency":"usd"},
             "line_item":"gpt-4o-2024-08-06, input","project_id":"proj_abc","quantity":1000},
            {"object":"organization.costs.result","amount":{"value":1e-7,"currency":"usd"},"line_item":null,
             "project_id":null}]}],
         "has_more":false,"next_page":null}
        """;

    @Test
    void openAiCostsAreReadAsExactDecimals() {
        List<BillLine> lines = read(BillFormat.OPENAI_COSTS, OPENAI_COSTS);
        assertThat(lines).hasSize(3);
        assertThat(told(lines))
                .containsExactly(
                        "2026-10-01 COST 'gpt-4o-2024-08-06, cached input' - - - proj_abc - 0.06500000000000002 USD",
                        "2026-10-01 COST 'gpt-4o-2024-08-06, input' - - - proj_abc 1000 12345678.123456789012 USD",
                        "2026-10-01 COST '' - - - - - 0.0000001 USD");
        assertThat(row(lines, 0).amountPico()).isEqualTo("65000000000");
        assertThat(row(lines, 1).amountPico()).isEqualTo("12345678123456789012");
    }

    @Test
    void pagesBehindOneAnotherAndInAnArrayAreTheSame() {
        String second = OPENAI_COSTS
                .replace("1790812800", "1790899200")
                .replace("\"end_time\":1790899200", "\"end_time\":1790985600");
        assertThat(told(read(BillFormat.OPENAI_COSTS, OPENAI_COSTS + "\n" + second)))
                .hasSize(6)
                .isEqualTo(told(read(BillFormat.OPENAI_COSTS, "[" + OPENAI_COSTS + "," + second + "]")));
    }

    @Test
    void openAiUsageIsALinePerMeterWithCachedTokensApart() {
        String page = """
            {"object":"page","data":[{"object":"bucket","start_time":1790812800,"end_time":1790899200,"results":[
              {"object":"organization.usage.completions.result","input_tokens":1000,"input_cached_tokens":800,
               "output_tokens":50,"input_audio_tokens":7,"output_audio_tokens":3,"num_model_requests":5,
               "project_id":"proj_abc","user_id":null,"api_key_id":"key_1","model":"gpt-4o-2024-08-06","batch":true,
               "service_tier":null},
              {"object":"organization.usage.completions.result","input_tokens":10,"output_tokens":0,
               "num_model_requests":1,"model":"o3","batch":false,"service_tier":"default"},
              {"object":"organization.usage.vector_stores.result","usage_bytes":1024},
              {"object":"organization.usage.completions.result","input_tokens":1,"input_cached_tokens":2,"model":"o3"}
            ]}],"has_more":false,"next_page":null}
            """;
        List<BillLine> lines = read(BillFormat.OPENAI_USAGE, page);
        assertThat(told(lines))
                .containsExactly(
                        "2026-10-01 USAGE 'gpt-4o-2024-08-06, input' gpt-4o-2024-08-06 input batch proj_abc 200 - -",
                        "2026-10-01 USAGE 'gpt-4o-2024-08-06, cached input' gpt-4o-2024-08-06 cached_input batch"
                                + " proj_abc 800 - -",
                        "2026-10-01 USAGE 'gpt-4o-2024-08-06, output' gpt-4o-2024-08-06 output batch proj_abc 50 - -",
                        "2026-10-01 USAGE 'gpt-4o-2024-08-06, audio input' gpt-4o-2024-08-06 audio_input batch"
                                + " proj_abc 7 - -",
                        "2026-10-01 USAGE 'gpt-4o-2024-08-06, audio output' gpt-4o-2024-08-06 audio_output batch"
                                + " proj_abc 3 - -",
                        "2026-10-01 USAGE 'gpt-4o-2024-08-06, requests' gpt-4o-2024-08-06 requests batch proj_abc 5 -"
                                + " -",
                        "2026-10-01 USAGE 'o3, input' o3 input standard - 10 - -",
                        "2026-10-01 USAGE 'o3, requests' o3 requests standard - 1 - -",
                        "skipped: usage without tokens",
                        "4: input_cached_tokens 2 are more than input_tokens, which hold them");
    }

    @Test
    void anthropicCostsAreInCents() {
        String page = """
            {"data":[{"starting_at":"2026-10-01T00:00:00Z","ending_at":"2026-10-02T00:00:00Z","results":[
              {"amount":"123.78912","currency":"USD","cost_type":"tokens","context_window":"0-200k",
               "description":"Claude Sonnet 4 Usage - Input Tokens, Cache Read","model":"claude-sonnet-4-20250514",
               "service_tier":"batch","token_type":"cache_read_input_tokens","workspace_id":"wrkspc_01"},
              {"amount":"50","currency":"USD","cost_type":"web_search","description":"Web Search Usage","model":null,
               "token_type":null,"service_tier":null,"workspace_id":null},
              {"amount":"7","currency":"USD","cost_type":"code_execution","description":"Code Execution Usage"}
            ]}],"has_more":false,"next_page":null}
            """;
        assertThat(told(read(BillFormat.ANTHROPIC_COSTS, page)))
                .containsExactly(
                        "2026-10-01 COST 'Claude Sonnet 4 Usage - Input Tokens, Cache Read' claude-sonnet-4-20250514"
                                + " cached_input batch wrkspc_01 - 1.2378912 USD",
                        "2026-10-01 COST 'Web Search Usage' - web_searches - - - 0.50 USD",
                        "2026-10-01 COST 'Code Execution Usage' - - - - - 0.07 USD");
    }

    @Test
    void anthropicUsageHasEveryClassOfCaching() {
        String page = """
            {"data":[{"starting_at":"2026-10-01T00:00:00Z","ending_at":"2026-10-02T00:00:00Z","results":[
              {"uncached_input_tokens":1500,"cache_creation":{"ephemeral_1h_input_tokens":1000,
               "ephemeral_5m_input_tokens":500},"cache_read_input_tokens":200,"output_tokens":500,
               "server_tool_use":{"web_search_requests":10},"api_key_id":"apikey_01","workspace_id":"wrkspc_01",
               "model":"claude-sonnet-4-20250514","service_tier":"standard","context_window":"0-200k"}]}],
             "has_more":false,"next_page":null}
            """;
        assertThat(read(BillFormat.ANTHROPIC_USAGE, page).stream()
                        .map(line -> ((BillLine.Read) line).row())
                        .map(row -> row.meter() + " " + row.quantity()))
                .containsExactly(
                        "input 1500",
                        "cached_input 200",
                        "cache_write 500",
                        "cache_write_1h 1000",
                        "output 500",
                        "web_searches 10");
    }

    @Test
    void awsReportIsReadInBothSpellingsAndCountsThousands() {
        String header =
                "identity_line_item_id,line_item_usage_start_date,line_item_usage_account_id,line_item_product_code,"
                        + "line_item_line_item_type,line_item_usage_type,line_item_usage_amount,pricing_unit,"
                        + "line_item_unblended_cost,line_item_currency_code\n";
        String rows = """
            a,2026-10-01T05:00:00.000Z,111,AmazonBedrock,Usage,USW2-Claude4.5Sonnet-cache-read-input-token-count,5372.659,1K tokens,1.6117977,USD
            b,2026-10-01T00:00:00Z,111,AmazonEC2,Usage,BoxUsage:m5.large,1,Hrs,0.096,USD
            c,2026-10-31T23:00:00Z,111,AmazonBedrock,Credit,USW2-Claude4.5Sonnet-input-tokens,0,,-3.5,USD
            d,2026-10-31T23:00:00Z,111,AmazonBedrock,Tax,,1,,0.33,USD
            """;
        assertThat(told(read(BillFormat.AWS_CUR, header + rows)))
                .containsExactly(
                        "2026-10-01 COST 'USW2-Claude4.5Sonnet-cache-read-input-token-count' - - - 111 5372659.000"
                                + " 1.6117977 USD",
                        "skipped: not of Amazon Bedrock",
                        "2026-10-31 CREDIT 'Credit USW2-Claude4.5Sonnet-input-tokens' - - - 111 - -3.5 USD",
                        "2026-10-31 COST 'Tax' - - - 111 1 0.33 USD");
        String before = "identity/LineItemId,lineItem/UsageStartDate,lineItem/UsageAccountId,lineItem/ProductCode,"
                + "lineItem/LineItemType,lineItem/UsageType,lineItem/UsageAmount,pricing/unit,lineItem/UnblendedCost,"
                + "lineItem/CurrencyCode\n";
        assertThat(read(BillFormat.AWS_CUR, before + rows)).isEqualTo(read(BillFormat.AWS_CUR, header + rows));
    }

    @Test
    void azureMetersCountThousandsOrMillions() {
        String file = """
            date,meterCategory,meterSubCategory,meterName,quantity,unitOfMeasure,costInBillingCurrency,billingCurrency,chargeType,SubscriptionId,ResourceId
            10/01/2026,Cognitive Services,Azure OpenAI,gpt 4o 1120 cached Inp glbl Tokens,12.5,1K,0.015625,EUR,Usage,sub-1,/r/1
            2026-10-02,Foundry Models,Azure OpenAI GPT5,5.4 inp Gl 1M Tokens,2,1M,5,EUR,Usage,sub-1,/r/1
            2026-10-02,Virtual Machines,Dv5,D2s v5,1,1 Hour,0.1,EUR,Usage,sub-1,/r/2
            2026-10-02,Cognitive Services,Azure OpenAI,gpt 4o 1120 Inp glbl Tokens,x,1K,1,EUR,Usage,sub-1,/r/1
            """;
        assertThat(told(read(BillFormat.AZURE_COSTS, file)))
                .containsExactly(
                        "2026-10-01 COST 'gpt 4o 1120 cached Inp glbl Tokens' - - - sub-1 12500 0.015625 EUR",
                        "2026-10-02 COST '5.4 inp Gl 1M Tokens' - - - sub-1 2000000 5 EUR",
                        "skipped: not of a model service",
                        "5: quantity is 'x': a decimal number is expected");
    }

    @Test
    void googleCreditsAreLinesOfTheirOwn() {
        String file = """
            service.description,sku.description,sku.id,usage_start_time,project.id,cost,currency,usage.amount,usage.unit,credits,cost_type
            Vertex AI,Gemini 2.5 Flash GA Text Input - Predictions,FDAB,2026-10-01 07:00:00 UTC,p1,0.72795,USD,2426500,count,"[{""name"":""promo"",""amount"":-0.5,""type"":""PROMOTION""},{""name"":""promo"",""amount"":-0.1}]",regular
            Compute Engine,N1 Core,X,2026-10-01 07:00:00 UTC,p1,1,USD,1,hour,[],regular
            Vertex AI,,,2026-10-31T23:00:00Z,,-0.00001,USD,,,,rounding_error
            """;
        assertThat(told(read(BillFormat.GCP_BILLING, file)))
                .containsExactly(
                        "2026-10-01 COST 'Gemini 2.5 Flash GA Text Input - Predictions' - - - p1 2426500 0.72795 USD",
                        "2026-10-01 CREDIT 'Gemini 2.5 Flash GA Text Input - Predictions' - - - p1 - -0.5 USD",
                        "2026-10-01 CREDIT 'Gemini 2.5 Flash GA Text Input - Predictions' - - - p1 - -0.1 USD",
                        "skipped: not of a model service",
                        "2026-10-31 COST 'rounding_error' - - - - - -0.00001 USD");
    }

    @Test
    void plainCsvIsReadByItsMapping() {
        var plain = new PlainCsvBill(
                Map.of("day", "Date", "line_item", "What", "amount", "Net", "quantity", "KTok"),
                "CHF",
                new BigDecimal("1000"));
        String file = "Date,What,Net,KTok,Note\n2026-10-01,house input,1.20,3.5,x\n2026-10-02,fee,,,y\n";
        List<BillLine> lines = new ArrayList<>();
        BillFile.read(BillFormat.CSV, plain, stream(file), lines::add);
        assertThat(told(lines))
                .containsExactly(
                        "2026-10-01 COST 'house input' - - - - 3500.0 1.20 CHF",
                        "3: the line has neither an amount nor a quantity");
    }

    @Test
    void whatIsNoneOfTheShapesIsRefusedWithWhatIsMissing() {
        assertThatThrownBy(() -> read(BillFormat.OPENAI_COSTS, "{\"error\":{}}"))
                .isInstanceOf(ReportProblem.class)
                .hasMessageContaining("no array data");
        assertThatThrownBy(() -> read(BillFormat.OPENAI_COSTS, "{\"data\":["))
                .hasMessageContaining("body.malformed_json");
        assertThatThrownBy(() -> read(BillFormat.AZURE_COSTS, "a,b\n1,2\n"))
                .hasMessageContaining("column date is missing");
        assertThatThrownBy(() -> read(BillFormat.CSV, "day,amount\n")).hasMessageContaining("line_item");
        assertThat(told(read(
                        BillFormat.OPENAI_COSTS,
                        "{\"data\":[{\"start_time\":1790812800,\"end_time\":1793491200,\"results\":[{}]}]}")))
                .singleElement()
                .asString()
                .contains("not within one day of UTC");
        assertThat(
                        told(
                                read(
                                        BillFormat.OPENAI_COSTS,
                                        "{\"data\":[{\"start_time\":1790812800,\"end_time\":1790899200,\"results\":[{\"amount\":{\"value\":\"1,5\",\"currency\":\"usd\"}}]}]}")))
                .singleElement()
                .asString()
                .contains("value is '1,5'");
    }

    private static List<BillLine> read(BillFormat format, String file) {
        List<BillLine> lines = new ArrayList<>();
        BillFile.read(format, PlainCsvBill.NONE, stream(file), lines::add);
        return lines;
    }

    private static ByteArrayInputStream stream(String file) {
        return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }

    private static VendorRow row(List<BillLine> lines, int place) {
        return ((BillLine.Read) lines.get(place)).row();
    }

    private static List<String> told(List<BillLine> lines) {
        return lines.stream()
                .map(line -> switch (line) {
                    case BillLine.Faulty fault -> fault.number() + ": " + fault.fault();
                    case BillLine.Skipped skipped -> "skipped: " + skipped.why();
                    case BillLine.Read read -> told(read.row());
                })
                .toList();
    }

    private static String told(VendorRow row) {
        return row.day() + " " + row.kind() + " '" + row.lineItem() + "' " + said(row.model()) + " "
                + said(row.meter()) + " " + said(row.serviceTier()) + " " + said(row.project()) + " "
                + said(row.quantity() == null ? null : row.quantity().toPlainString()) + " "
                + said(row.amount() == null ? null : row.amount().toPlainString()) + " " + said(row.currency());
    }

    private static String said(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "-" : text;
    }
}
