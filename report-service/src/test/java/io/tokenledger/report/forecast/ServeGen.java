package io.tokenledger.report.forecast;

import io.tokenledger.report.fixture.ReferenceData;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Requests per hour of each client of a production model over fourteen days (ServeGen, Alibaba, 2025). */
final class ServeGen {
    static final String RATES = "traces/servegen/m-large_client_rate_10min.csv";
    static final int HOURS = 14 * 24;
    private static final int SECONDS_OF_A_ROW = 600;
    private static final int SECONDS_OF_AN_HOUR = 3600;

    private ServeGen() {}

    /** By client. A row is the mean rate of ten minutes. */
    static Map<Integer, double[]> requestsPerHour() throws IOException {
        Map<Integer, double[]> clients = new TreeMap<>();
        try (BufferedReader rows = Files.newBufferedReader(ReferenceData.file(RATES))) {
            rows.readLine(); // the names of the columns
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                String[] cells = row.split(",", 4);
                int hour = (int) (Double.parseDouble(cells[1]) / SECONDS_OF_AN_HOUR);
                if (hour < HOURS) {
                    clients.computeIfAbsent(Integer.valueOf(cells[0]), client -> new double[HOURS])[hour] +=
                            Double.parseDouble(cells[2]) * SECONDS_OF_A_ROW;
                }
            }
        }
        return clients;
    }

    /** The share of the first hours in which a client asked for anything. */
    static double used(double[] requests, int hours) {
        return (double) Arrays.stream(requests, 0, hours)
                        .filter(value -> value > 0)
                        .count()
                / hours;
    }
}
