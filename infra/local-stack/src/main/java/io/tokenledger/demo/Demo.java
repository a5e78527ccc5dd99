package io.tokenledger.demo;

import io.tokenledger.demo.Chargeback.Line;
import io.tokenledger.sample.SampleCompany;
import io.tokenledger.sample.UsageSample;
import java.io.PrintStream;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Sends a sample through a running stack and shows what became of it. */
final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Endpoints endpoints;
    private final PrintStream out;
    private final boolean terminal;
    private final CountDownLatch stopping;

    Demo(Endpoints endpoints, PrintStream out, boolean terminal, CountDownLatch stopping) {
        this.endpoints = endpoints;
        this.out = out;
        this.terminal = terminal;
        this.stopping = stopping;
    }

    /** Gives whether the ledger has exactly what was sent. */
    boolean run(UsageSample sample) throws DemoFailure, InterruptedException {
        try (ServiceClient client = new ServiceClient()) {
            var reports = new Reports(client, endpoints.report(), SampleCompany.ZONE);
            IntakeStates states = send(sample, reports);
            var span = Reports.Span.around(sample.from(), sample.until(), SampleCompany.ZONE);
            Chargeback byModel = reports.of(span, "model");
            var verdict = new Verdict(sample.totals(), states, byModel.total());
            months(reports, YearMonth.from(sample.until().atZone(SampleCompany.ZONE)));
            print(verdict.table());
            rejections(reports.rejections());
            if (byModel.lines().stream().anyMatch(line -> line.of("model").startsWith("o3"))) {
                out.println("What if the work of o3 in this period had gone another way");
                out.println();
                print(new WhatIfs(reports, span).table());
            }
            out.println("Where this month is going to end");
            out.println();
            print(new MonthEnds(reports).table());
            close(
                    client,
                    YearMonth.from(sample.until().atZone(SampleCompany.ZONE)).minusMonths(1),
                    reports);
            return verdict.allAsSent();
        }
    }

    /** A replayed trace has no month before. */
    private void close(ServiceClient client, YearMonth month, Reports reports)
            throws DemoFailure, InterruptedException {
        if (reports.month(month, "team").lines().isEmpty()) {
            return;
        }
        out.println("The books of " + month + ", closed by two people: a statement for every cost centre");
        out.println();
        print(new ClosedMonth(new AcmeBooks(client, endpoints.report()), month).table());
    }

    private IntakeStates send(UsageSample sample, Reports reports) throws DemoFailure, InterruptedException {
        var progress = new ProgressLine(out, terminal, sample.records());
        long began = System.nanoTime();
        try (EventSender sender = new EventSender(endpoints.kafka())) {
            IntakeStates states = new EventFlow(reports::intake, progress, PATIENCE, stopping).run(sample, sender);
            double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
            out.printf(
                    Locale.ROOT,
                    "%s records from Kafka to the ledger in %.1f s, %s/s%n%n",
                    Figures.count(states.records()),
                    seconds,
                    Figures.count((long) (states.records() / Math.max(seconds, 0.001))));
            return states;
        }
    }

    private void rejections(Map<String, Long> byCode) {
        if (byCode.isEmpty()) {
            return;
        }
        var table = new TextTable(List.of("rejected because of", "records"));
        byCode.forEach((code, records) -> table.row(code, Figures.count(records)));
        print(table);
    }

    private void months(Reports reports, YearMonth month) throws DemoFailure, InterruptedException {
        out.println("Chargeback, months of " + SampleCompany.ZONE);
        out.println();
        twoMonths(reports, month, "team", "team", line -> shown(line.of("team")));
        twoMonths(reports, month, "model", "model,reasoning_effort", Demo::modelAndEffort);
    }

    private void twoMonths(Reports reports, YearMonth month, String what, String groupBy, Function<Line, String> name)
            throws DemoFailure, InterruptedException {
        YearMonth before = month.minusMonths(1);
        print(MonthTable.of(what, name, month, reports.month(month, groupBy), before, reports.month(before, groupBy)));
    }

    private static String modelAndEffort(Line line) {
        String effort = line.of("reasoning_effort");
        return shown(line.of("model")) + (effort.isEmpty() ? "" : " (" + effort + ")");
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(none)" : value;
    }

    private void print(TextTable table) {
        table.lines().forEach(line -> out.println("  " + line));
        out.println();
    }
}
