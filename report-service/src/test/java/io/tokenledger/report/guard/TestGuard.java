package io.tokenledger.report.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.budget.BudgetBookReader;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.prices.PriceBookReader;
import io.tokenledger.report.problem.ReportProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** One instance of the guard with memory and connections of its own, as report-service has it. */
final class TestGuard implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Settings(
            int reserveSeconds,
            int mostReserveSeconds,
            Duration untilUsageIsSeen,
            int lanes,
            boolean lockByTenant,
            int mostWaiting,
            Duration patience,
            Duration gather)
            implements GuardSettings {}

    private final AgroalDataSource pool;
    private final AgroalDataSource reading;
    private final GuardWriter guard;

    TestGuard(TestLedger ledger, SetClock clock) {
        this(ledger, clock, false);
    }

    /** @param lockByTenant as it is set for a database that is distributed */
    TestGuard(TestLedger ledger, SetClock clock, boolean lockByTenant) {
        pool = pool(ledger, "-c synchronous_commit=off -c statement_timeout=5000");
        reading =
                pool(ledger, "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read");
        var metrics = new SimpleMeterRegistry();
        var books = new BooksReader(new LedgerViews(reading, metrics), new BudgetBookReader(), new PriceBookReader());
        var settings = new Settings(
                60, 3_600, Duration.ofSeconds(5), 2, lockByTenant, 5_000, Duration.ofSeconds(30), Duration.ZERO);
        guard = new GuardWriter(pool, books, settings, clock, metrics);
    }

    private static AgroalDataSource pool(TestLedger ledger, String options) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(connections -> connections
                            .maxSize(4)
                            .acquisitionTimeout(Duration.ofSeconds(10))
                            .connectionFactoryConfiguration(factory ->
                                    factory.jdbcUrl(ledger.serviceUrl()).jdbcProperty("options", options))));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    /** What is asked, in the endpoint's form. */
    CompletableFuture<JsonNode> asked(String json) {
        return guard.check(CheckForm.read(JsonFields.parse(json.replace('\'', '"')), 60, 3_600))
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .thenApply(TestGuard::parsed);
    }

    JsonNode check(String json) {
        return result(asked(json));
    }

    /** A check of that many dollars by tenant acme, with nothing else said. */
    JsonNode dollars(String cost) {
        return check("{'tenant':'acme','estimate':{'cost':'" + cost + "','currency':'USD'}}");
    }

    boolean release(JsonNode answer, boolean used) {
        UUID id = UUID.fromString(answer.get("reservation_id").asText());
        return result(guard.release(new Release("acme", id, used)).toCompletableFuture());
    }

    boolean release(String tenant, UUID id) {
        return result(guard.release(new Release(tenant, id, false)).toCompletableFuture());
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof ReportProblem problem) {
                throw problem;
            }
            throw failure;
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        guard.stop();
        pool.close();
        reading.close();
    }
}
