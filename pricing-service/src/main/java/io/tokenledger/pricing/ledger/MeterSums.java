package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Meter;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Sums of the meters without a column of their own, by a table's key and the name of the meter. */
final class MeterSums<K> {
    /** What one key has of one meter. */
    record Row<K>(K key, Meter meter, long quantity) {}

    private record MeterKey<K>(K key, Meter meter) {}

    private final TreeMap<MeterKey<K>, Long> sums;

    /** @param order of the rows, which must be the same for every writer */
    MeterSums(Comparator<K> order) {
        this.sums = new TreeMap<>(
                Comparator.comparing((MeterKey<K> sum) -> sum.key(), order).thenComparing(MeterKey::meter));
    }

    /** Adds what the entries have of such meters, to every key of each; nearly always nothing. */
    MeterSums<K> add(List<EntryRow> entries, Function<EntryRow, List<K>> keys) {
        for (EntryRow entry : entries) {
            int sign = entry.kind().sign();
            if (sign == 0) {
                continue;
            }
            Map<Meter, Long> others = MeterColumns.others(entry.event().meters());
            if (!others.isEmpty()) {
                keys.apply(entry)
                        .forEach(key -> others.forEach((meter, quantity) ->
                                sums.merge(new MeterKey<>(key, meter), sign * quantity, Math::addExact)));
            }
        }
        return this;
    }

    /** Sorted by key and meter. */
    List<Row<K>> rows() {
        return sums.entrySet().stream()
                .map(sum -> new Row<>(sum.getKey().key(), sum.getKey().meter(), sum.getValue()))
                .toList();
    }

    /** Appends meter and quantity of rows. */
    static <K> void columns(ColumnArrays<Row<K>> arrays) throws SQLException {
        arrays.text(row -> row.meter().id());
        arrays.int8(Row::quantity);
    }
}
