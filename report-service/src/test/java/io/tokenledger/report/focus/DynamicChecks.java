package io.tokenledger.report.focus;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks of ours for rules that the model has only in words. */
final class DynamicChecks {
    /** Null: the file is as the rule wants it; else what is not. */
    @FunctionalInterface
    interface Check {
        @Nullable
        String problem(FocusTable file);
    }

    static final Map<String, Check> CHECKS = new HashMap<>();

    static {
        CHECKS.putAll(FormatChecks.CHECKS);
        CHECKS.putAll(ChargeChecks.CHECKS);
    }

    private DynamicChecks() {}

    static Check each(Collection<String> columns, Predicate<String> wanted) {
        return file -> file.rows().stream()
                .flatMap(row -> columns.stream().map(row::get).filter(Objects::nonNull))
                .filter(wanted.negate())
                .findFirst()
                .orElse(null);
    }

    static Check all(Predicate<String> wanted) {
        return file -> each(file.columns(), wanted).problem(file);
    }

    static Check rows(Predicate<Map<String, String>> wanted) {
        return file -> file.rows().stream()
                .filter(wanted.negate())
                .map(Object::toString)
                .findFirst()
                .orElse(null);
    }

    static String plain(String column) {
        return column.startsWith("x_") ? column.substring(2) : column;
    }
}
