package io.tokenledger.report.rule;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertKey;
import io.tokenledger.report.alert.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What to make of sums that differ: each pair, in each period, is an alert; it is over when they are the same. Pure. */
final class DriftWatch {
    private DriftWatch() {}

    /**
     * @param drifts all that differ now, of the stretch that is looked at and of those that alerts are firing of
     * @param looked the beginning of the stretch, for people
     */
    static Evaluation of(
            AlertRule rule, List<Drift> drifts, List<Alert> firing, Instant looked, Instant now, Instant next) {
        List<Finding> findings = new ArrayList<>();
        for (Drift drift : drifts) {
            findings.add(finding(rule, drift, now));
        }
        Set<AlertKey> still = findings.stream().map(Finding::key).collect(Collectors.toSet());
        List<Evaluation.Settled> settled = firing.stream()
                .filter(alert -> !still.contains(alert.finding().key()))
                .map(alert -> new Evaluation.Settled(alert.id(), "the sums are the same again"))
                .toList();
        Map<String, String> saw = new LinkedHashMap<>();
        saw.put("from", looked.toString());
        saw.put("drifts", String.valueOf(drifts.size()));
        return new Evaluation(
                drifts.isEmpty() ? Evaluation.Outcome.QUIET : Evaluation.Outcome.FIRING,
                findings,
                settled,
                drifts.isEmpty()
                        ? "the sums are those of the entries, from " + looked
                        : drifts.stream().map(Drift::what).collect(Collectors.joining("; "))
                                + ": not the entries' sums",
                saw,
                next);
    }

    private static Finding finding(AlertRule rule, Drift drift, Instant now) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("what", drift.what());
        figures.put("booked", LedgerSumsReader.plain(drift.booked()));
        figures.put("counted", LedgerSumsReader.plain(drift.counted()));
        figures.put("difference", LedgerSumsReader.plain(drift.difference()));
        figures.put(isMoney(drift.unit()) ? "currency" : "unit", drift.unit());
        return new Finding(
                rule.key(drift.what(), drift.period().from()),
                rule.severity(),
                rule.subject(),
                rule.scope(),
                drift.period(),
                figures,
                now,
                null,
                drift.contributors(),
                rule.channels());
    }

    private static boolean isMoney(String unit) {
        return !unit.equals("tokens") && !unit.equals("requests");
    }
}
