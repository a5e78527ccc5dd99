package io.tokenledger.bench.focus;

import io.tokenledger.bench.Folder;
import io.tokenledger.bench.Quantiles;
import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Ports;
import io.tokenledger.stack.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How long {@code GET /v1/focus} of a month takes, as CSV and as Parquet, from a service whose heap is small; beside
 * {@code COPY TO STDOUT} of the same rows in the same run. DuckDB opens both files: they must hold every charge of the books
 * and add up to what the books cost.
 */
public final class FocusBench {
    private static final int OK = 200;

    private final Path home;
    private final FocusOptions options;
    private final PrintStream out;
    private final HttpClient http = HttpClient.newHttpClient();

    public FocusBench(Path home, FocusOptions options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
    }

    public int run() throws IOException, SQLException, InterruptedException {
        Path data = home.resolve(".tokenledger").resolve("bench-focus");
        Folder.delete(data);
        try (LocalStack stack = LocalStack.builder(home)
                        .dataDirectory(data)
                        .ports(Ports.free())
                        .services(Service.PRICING, Service.REPORT)
                        .jvmOptions(Service.REPORT, "-Xmx" + options.heapMegabytes() + "m")
                        .progress(out::println)
                        .start();
                var books = new ChargesInTheBooks(stack.postgres().jdbcUrl("postgres"))) {
            books.fill(options.rows());
            out.printf("books     %,d charges, %s USD%n", books.charges(), books.cost());
            measure(stack, books, data);
        } finally {
            Folder.delete(data);
        }
        return 0;
    }

    private void measure(LocalStack stack, ChargesInTheBooks books, Path data)
            throws IOException, SQLException, InterruptedException {
        Path csv = data.resolve("june.csv");
        Path parquet = data.resolve("june.parquet");
        long pid = stack.report().pid();
        List<Long> csvNanos = exports(stack, "csv", csv);
        long afterCsv = peakKilobytes(pid);
        List<Long> parquetNanos = exports(stack, "parquet", parquet);
        long afterParquet = peakKilobytes(pid);
        check(books, "read_csv('" + csv + "', all_varchar = true)");
        check(books, "read_parquet('" + parquet + "')");
        long rows = books.load(csv);
        List<Long> copyNanos = new ArrayList<>();
        for (int run = 0; run < options.runs(); run++) {
            copyNanos.add(books.copyOut());
        }
        double copySeconds = print("COPY TO STDOUT", rows, copyNanos, Files.size(csv));
        double csvSeconds = print("GET /v1/focus csv", rows, csvNanos, Files.size(csv));
        double parquetSeconds = print("GET /v1/focus parquet", rows, parquetNanos, Files.size(parquet));
        out.printf(
                "beside COPY: csv %.1f, parquet %.1f times as long%n",
                csvSeconds / copySeconds, parquetSeconds / copySeconds);
        out.printf(
                "memory of the service at its most: %d MB after csv, %d MB after parquet; heap limit %d MB%n",
                afterCsv >> 10, afterParquet >> 10, options.heapMegabytes());
    }

    private List<Long> exports(LocalStack stack, String format, Path file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.reportUrl() + "/v1/focus?tenant="
                        + ChargesInTheBooks.TENANT + "&period=2026-06&format=" + format))
                .build();
        List<Long> nanos = new ArrayList<>();
        for (int run = 0; run < options.runs(); run++) {
            long began = System.nanoTime();
            HttpResponse<Path> answer = http.send(request, BodyHandlers.ofFile(file));
            nanos.add(System.nanoTime() - began);
            if (answer.statusCode() != OK) {
                throw new IllegalStateException(
                        request.uri() + " answered " + answer.statusCode() + ": " + Files.readString(file));
            }
        }
        return nanos;
    }

    private static void check(ChargesInTheBooks books, String source) throws SQLException {
        try (var duck = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duck.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*), sum(\"BilledCost\"::DECIMAL(38, 18)) FROM " + source)) {
            row.next();
            BigDecimal billed = row.getBigDecimal(2);
            if (row.getLong(1) != books.charges() || billed.compareTo(books.cost()) != 0) {
                throw new IllegalStateException(source + " has " + row.getLong(1) + " charges of " + billed
                        + " USD, the books have " + books.charges() + " of " + books.cost());
            }
        }
    }

    /** The most memory that the process ever had, as Linux tells it. */
    private static long peakKilobytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Seconds of the run in the middle. */
    private double print(String what, long rows, List<Long> nanos, long bytes) {
        double seconds = new Quantiles(nanos).millis(50) / 1_000;
        out.printf(
                "%-22s %,10d rows  %6.2f s  %,10.0f rows/s  %6.1f MB%n",
                what, rows, seconds, rows / seconds, bytes / 1e6);
        return seconds;
    }
}
