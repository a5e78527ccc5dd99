package io.tokenledger.pricing.pricebook;

import java.util.Map;
import java.util.TreeMap;

/** {@code docs/price-parity.md}, as text. */
final class ParityReport {
    private ParityReport() {}

    static String of(PriceParity parity, String imported) {
        int agreed = parity.total(parity.agreed);
        int all = agreed + parity.misses.size();
        var text = new StringBuilder();
        text.append("""
                # Price parity with the peers

                Each peer's price file is imported into a price book of its own, and every reference cost case that the
                peers computed, recorded or tested is rated by it. Written by `./tokenledger parity`; a test holds this
                page against a new run wherever the reference data is there. Not edited by hand.

                """);
        text.append(imported).append('\n');
        text.append("**%d of %d cases whose price the file holds agree at 1e-9 relative: %.2f %%.**%n%n"
                .formatted(agreed, all, 100.0 * agreed / all));
        text.append("## Agree\n\n| cases | file of cases | computed with |\n|---:|---|---|\n");
        parity.agreed.forEach((what, count) -> text.append(row(count, what)));
        text.append("\n## Differ, each with its reason\n\n");
        byReason(parity)
                .forEach((reason, misses) ->
                        text.append("- **").append(reason).append("**\n").append(misses));
        text.append("""

                ## Not counted: the file holds no price for the case

                | cases | file of cases | why |
                |---:|---|---|
                """);
        parity.outOfScope.forEach((what, count) -> text.append(row(count, what)));
        return text.toString();
    }

    private static String row(int count, String what) {
        return "| " + count + " | " + what.replace(" | ", " | ") + " |\n";
    }

    private static Map<ParityReason, String> byReason(PriceParity parity) {
        var byReason = new TreeMap<ParityReason, String>();
        for (PriceParity.Miss miss : parity.misses) {
            String line = "  - `%s` %s, %s: the peer says %s, the book %s%n"
                    .formatted(
                            miss.row().id(),
                            miss.row().json().path("model").asText(),
                            miss.row().request().serviceTier(),
                            miss.row().expectedCost().stripTrailingZeros().toPlainString(),
                            miss.book());
            byReason.merge(miss.reason(), line, String::concat);
        }
        return byReason;
    }
}
