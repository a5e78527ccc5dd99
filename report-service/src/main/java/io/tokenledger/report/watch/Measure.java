package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.CarryOver;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What decides which usage counts in which period of a budget, and in what unit: a change of it begins anew. Pure. */
final class Measure {
    private Measure() {}

    /** Equal where a change of the budget leaves its figures as they are; SHA-256, in hex. */
    static String of(Budget budget) {
        Budget.Days days = budget.days();
        String carryOver =
                budget.carryOver() == CarryOver.NONE ? "" : budget.carryOver().wireName();
        String text = String.join(
                "\0",
                scope(budget),
                days.period().wireName(),
                days.zone().getId(),
                days.first().toString(),
                String.valueOf(days.end()),
                String.valueOf(budget.currency()),
                carryOver);
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String scope(Budget budget) {
        return new TreeMap<>(budget.scope())
                .entrySet().stream()
                        .map(filter -> filter.getKey() + "\1" + String.join("\1", filter.getValue()))
                        .collect(Collectors.joining("\2"));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException("every Java platform has SHA-256", cannotBe);
        }
    }
}
