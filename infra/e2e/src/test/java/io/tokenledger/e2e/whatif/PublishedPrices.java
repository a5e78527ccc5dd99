package io.tokenledger.e2e.whatif;

import io.tokenledger.stack.LocalStack;
import java.util.List;

/** What is stated beside the bundled book: a provider of its own, a contract, an uplift and a discount. */
final class PublishedPrices {
    /** Model, tier, region, over, window, from, until, then per million input, cached, output, searches, pages; - is none. */
    private static final String OWN_PROVIDER = """
            heron standard -  0      -                                 2026-01-01           2026-07-14T09:07:13Z 3    0.3   12  10000 -
            heron standard -  0      -                                 2026-07-14T09:07:13Z -                    2    0.2   8   10000 -
            heron standard -  128000 -                                 2026-01-01           -                    6    0.6   24  10000 -
            heron batch    -  0      -                                 2026-01-01           -                    1.5  0.15  6   -     -
            heron flex     -  0      -                                 2026-01-01           -                    2.5  -     10  10000 700
            heron flex     -  0      mon-fri_20:05-08:10_Europe/Berlin 2026-01-01           -                    1.25 -     5   10000 700
            heron priority -  0      -                                 2026-07-09T17:31:00Z -                    4    0.4   16  10000 700
            wren  standard -  0      -                                 2026-01-01           -                    0.5  0.125 2   -     3000
            wren  standard eu 0      -                                 2026-01-01           -                    0.55 0.137 2.2 -     3000
            wren  flex     -  0      -                                 2026-01-01           -                    0.25 0.063 1   -     -
            wrong standard -  0      -                                 2026-01-01           -                    7    0.7   21  10000 1000""";

    private PublishedPrices() {}

    static void atFirst(LocalStack stack) {
        publish(stack, OWN_PROVIDER.lines().map(PublishedPrices::ownPrice).toList(), false);
        publish(stack, List.of("""
                {"tenant":"whatif-traces","provider":"openai","model":"o4-mini","valid_from":"2026-07-05T00:00:00Z",
                 "valid_until":"2026-07-25T13:37:11Z","currency":"USD","source":"order form","source_date":"2026-07-01",
                 "rates":[{"meter":"input","per_million":"0.9"},{"meter":"cached_input","per_million":"0.2"},
                          {"meter":"output","per_million":"3.5"},{"meter":"web_searches","unit_price":"0.01"}]}"""), false);
        adjust(stack, """
                "kind":"uplift","region":"in","provider":"whatif-cloud","model":"heron*","percent":"10\"""");
        adjust(stack, """
                "kind":"discount","tenant":"whatif-company","provider":"openai","model":"gpt-*","percent":"15\"""");
    }

    static void late(LocalStack stack) {
        publish(stack, List.of(ownPrice("late standard - 0 - 2026-01-01 - 0.8 0.08 3.2 10000 1000")), false);
    }

    static void corrected(LocalStack stack) {
        publish(stack, List.of(ownPrice("wrong standard - 0 - 2026-01-01 - 5 0.5 15 10000 1000")), true);
    }

    private static String ownPrice(String line) {
        String[] cells = line.strip().split(" +", -1);
        return """
                {"provider":"whatif-cloud","model":"%s","service_tier":"%s",%s"context_over_tokens":%s,%s
                 "valid_from":"%s",%s"currency":"USD","source":"e2e","source_date":"2026-01-01",
                 "rates":[{"meter":"input","per_million":"%s"},{"meter":"output","per_million":"%s"}%s%s%s]}""".formatted(
                        cells[0],
                        cells[1],
                        given(cells[2], "\"region\":\"%s\","),
                        cells[3],
                        given(cells[4].replace('_', ' '), "\"time_window\":\"%s\","),
                        cells[5],
                        given(cells[6], "\"valid_until\":\"%s\","),
                        cells[7],
                        cells[9],
                        given(cells[8], ",{\"meter\":\"cached_input\",\"per_million\":\"%s\"}"),
                        given(cells[10], ",{\"meter\":\"web_searches\",\"per_million\":\"%s\"}"),
                        given(cells[11], ",{\"meter\":\"ocr_pages\",\"per_million\":\"%s\"}"));
    }

    private static String given(String cell, String form) {
        return cell.equals("-") ? "" : form.formatted(cell);
    }

    private static void publish(LocalStack stack, List<String> prices, boolean supersede) {
        PricedMonth.post(stack, "/v1/prices", """
                {"author":"e2e","reason":"what-if","supersede":%s,"prices":[%s]}""".formatted(supersede, String.join(",", prices)), 201);
    }

    private static void adjust(LocalStack stack, String what) {
        PricedMonth.post(stack, "/v1/price-adjustments", """
                {"author":"e2e","reason":"what-if",%s,"valid_from":"2020-01-01"}""".formatted(what), 201);
    }
}
