package io.tokenledger.report.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The forecaster on real series that it was not made from. The suite takes a third of M4; {@code ./tokenledger accuracy} takes all
 * of it, and writes what comes out, beside what others published, into docs/forecast-accuracy.md.
 */
class ForecastAccuracyIT {
    private static final String REPORT = System.getProperty("tokenledger.accuracy-report", "");

    @Test
    void forecastsOfM4AreBetterThanTheAimAndIntervalsHoldWhatTheySay() throws IOException {
        needReferenceData(M4.TRAIN, M4.TEST);
        M4Accuracy m4 = M4Accuracy.of(everyThird(M4.hourly()));
        double owa = m4.ours.owa(m4.naive2);
        System.out.printf(
                "m4: %d series, OWA %.3f, coverage of 95 %% %.3f, of 80 %% %.3f%n",
                m4.series, owa, m4.coverage(Level.NINETY_FIVE), m4.coverage(Level.EIGHTY));
        assertThat(m4.seasonalNaive.owa(m4.naive2))
                .as("seasonal naive; 0.627 on all")
                .isBetween(0.5, 0.75);
        assertThat(owa).as("OWA").isLessThan(0.5);
        assertThat(m4.coverage(Level.NINETY_FIVE)).as("of the 95 % interval").isBetween(0.91, 0.985);
        assertThat(m4.coverage(Level.EIGHTY)).as("of the 80 % interval").isBetween(0.74, 0.87);
    }

    @Test
    void forecastsOfClientsBeatTheSeasonalNaiveMethod() throws IOException {
        needReferenceData(ServeGen.RATES);
        ServeGenAccuracy clients = ServeGenAccuracy.of(ServeGen.requestsPerHour(), AccuracyReport.REGULAR, 2);
        System.out.printf(
                "servegen: %d clients, MASE %.3f of seasonal naive's %.3f, coverage of 80 %% %.3f%n",
                clients.clients, clients.mase(), clients.naiveMase(), clients.coverage(Level.EIGHTY));
        assertThat(clients.clients).isGreaterThan(20);
        assertThat(clients.mase() / clients.naiveMase())
                .as("MASE in proportion")
                .isLessThan(0.9);
        assertThat(clients.coverage(Level.EIGHTY)).as("of the 80 % interval").isBetween(0.76, 0.84);
    }

    @Test
    void reportIsWrittenWhereItIsAskedFor() throws IOException {
        assumeFalse(REPORT.isEmpty(), "skipped: ./tokenledger accuracy asks for it");
        needReferenceData(M4.TRAIN, M4.TEST, M4.POINTS, M4.INTERVALS, ServeGen.RATES);
        Map<Integer, double[]> requests = ServeGen.requestsPerHour();
        M4Accuracy m4 = M4Accuracy.of(M4.hourly());
        String report = new AccuracyReport(
                        LocalDate.now(ZoneOffset.UTC),
                        m4,
                        Files.readAllLines(M4.file(M4.POINTS)),
                        Files.readAllLines(M4.file(M4.INTERVALS)),
                        ServeGenAccuracy.of(requests, AccuracyReport.REGULAR, 2),
                        ServeGenAccuracy.of(requests, AccuracyReport.IRREGULAR, AccuracyReport.REGULAR),
                        ServeGenAccuracy.of(evenNumbers(requests), AccuracyReport.REGULAR, 2),
                        ForecastSpeed.secondsForThousandSeries())
                .text();
        Files.writeString(Path.of(REPORT), report);
        assertThat(m4.ours.owa(m4.naive2)).as("OWA").isLessThan(0.55);
        assertThat(m4.coverage(Level.NINETY_FIVE)).as("of the 95 % interval").isBetween(0.93, 0.97);
    }

    private static Map<Integer, double[]> evenNumbers(Map<Integer, double[]> requests) {
        Map<Integer, double[]> even = new TreeMap<>(requests);
        even.keySet().removeIf(client -> client % 2 == 1);
        return even;
    }

    private static List<M4.Series> everyThird(List<M4.Series> all) {
        return IntStream.range(0, all.size())
                .filter(i -> i % 3 == 0)
                .mapToObj(all::get)
                .toList();
    }

    /** Whoever asked for the report is told what it needs; a run of the suite goes on without. */
    private static void needReferenceData(String... files) {
        Path folder = Path.of(System.getProperty("tokenledger.reference-data", "missing"));
        for (String file : files) {
            if (!REPORT.isEmpty()) {
                assertThat(folder.resolve(file)).as(AccuracyReport.WHERE_FROM).isRegularFile();
            }
            M4.file(file);
        }
    }
}
