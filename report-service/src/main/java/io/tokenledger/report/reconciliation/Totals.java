package io.tokenledger.report.reconciliation;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was billed and what was booked, by day, and by project and model. */
final class Totals {
    /** In 1e-12 of the currency that is compared in. */
    record Sum(BigInteger billedPico, BigInteger bookedPico) {
        static final Sum NONE = new Sum(BigInteger.ZERO, BigInteger.ZERO);

        Sum with(Sum other) {
            return new Sum(billedPico.add(other.billedPico), bookedPico.add(other.bookedPico));
        }
    }

    /** Empty: of none. */
    record Model(String project, String model) {}

    private final SortedMap<LocalDate, Sum> byDay = new TreeMap<>();
    private final SortedMap<Model, Sum> byModel =
            new TreeMap<>(Comparator.comparing(Model::model).thenComparing(Model::project));

    void bill(LocalDate day, String project, String model, BigInteger pico) {
        add(day, project, model, new Sum(pico, BigInteger.ZERO));
    }

    void book(LocalDate day, String project, String model, BigInteger pico) {
        add(day, project, model, new Sum(BigInteger.ZERO, pico));
    }

    private void add(LocalDate day, String project, String model, Sum sum) {
        byDay.merge(day, sum, Sum::with);
        byModel.merge(new Model(project, model), sum, Sum::with);
    }

    SortedMap<LocalDate, Sum> byDay() {
        return byDay;
    }

    SortedMap<Model, Sum> byModel() {
        return byModel;
    }

    Sum all() {
        return byDay.values().stream().reduce(Sum.NONE, Sum::with);
    }
}
