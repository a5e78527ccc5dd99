package io.tokenledger.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonthTableTest {
    private static Chargeback chargeback(String json) throws Exception {
        return Chargeback.read(new ObjectMapper().readTree(json));
    }

    private static String line(String team, int requests, String cost, int unpriced) {
        return "{\"group\":{\"team\":" + team + "},\"requests\":" + requests + ",\"cost\":" + cost
                + ",\"unpriced_requests\":" + unpriced + "}";
    }

    @Test
    void monthsStandBesideEachOtherAndRoundingIsALineOfItsOwn() throws Exception {
        Chargeback november = chargeback("{\"lines\":[" + line("\"search\"", 10, "\"1.004\"", 0) + ","
                + line("\"data\"", 5, "\"1.004\"", 2) + "," + line("null", 3, "null", 3) + "],\"total\":"
                + line("\"\"", 18, "\"2.008\"", 5) + "}");
        Chargeback october = chargeback("{\"lines\":[" + line("\"finance\"", 1, "\"7.5\"", 0) + ","
                + line("\"search\"", 2, "\"1000\"", 0) + "],\"total\":" + line("\"\"", 3, "\"1007.5\"", 0) + "}");

        List<String> lines = MonthTable.of(
                        "team",
                        line -> line.of("team"),
                        YearMonth.of(2026, 11),
                        november,
                        YearMonth.of(2026, 10),
                        october)
                .lines();

        assertThat(lines)
                .containsExactly(
                        "team      Nov 2026  requests  unpriced   Oct 2026  requests  unpriced",
                        "--------  --------  --------  --------  ---------  --------  --------",
                        "search       $1.00        10            $1,000.00         2",
                        "data         $1.00         5         2",
                        "          no price         3         3",
                        "finance                                     $7.50         1",
                        "--------  --------  --------  --------  ---------  --------  --------",
                        "rounding     $0.01",
                        "total        $2.01        18         5  $1,007.50         3");
    }
}
