package io.tokenledger.report.reconciliation;

import io.tokenledger.contract.Meter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** By which names of models and meters a bill and the books are compared. Pure. */
final class ComparedNames {
    /** Meters that are never taken for their parents: mistaking them is what is looked for. */
    private static final Set<String> CLASSES = Set.of("cached_input", "cache_write");

    private final Map<String, String> ledgerNames = new HashMap<>();
    private final Map<String, String> vendorNames = new HashMap<>();
    private final Map<String, Set<String>> billedMeters = new HashMap<>();
    private final Set<String> metersOfNoModel = new HashSet<>();

    /**
     * What both sides call things.
     *
     * @param listed the model whose price lists a name stands for; null: none
     */
    ComparedNames(List<BilledRow> billed, List<BookedCell> booked, UnaryOperator<@Nullable String> listed) {
        for (BookedCell cell : booked) {
            ledgerNames.computeIfAbsent(cell.model(), name -> VendorModels.ledgers(name, listed));
        }
        Set<String> ofLedger = new TreeSet<>(ledgerNames.keySet());
        for (BilledRow row : billed) {
            LineMeaning meaning = row.meaning();
            if (meaning == null || meaning.isMoneyAlone()) {
                continue;
            }
            if (meaning.model().isEmpty()) {
                metersOfNoModel.add(meaning.meter());
            }
            String model = vendorNames.computeIfAbsent(
                    meaning.model(), name -> name.isEmpty() ? "" : VendorModels.vendors(name, listed, ofLedger));
            billedMeters.computeIfAbsent(model, _ -> new HashSet<>()).add(meaning.meter());
        }
    }

    /** Of a model as bills state it; empty: of none. */
    String ofVendor(String model) {
        return vendorNames.getOrDefault(model, "");
    }

    /** Of a model as events state it. */
    String ofLedger(String model) {
        return ledgerNames.getOrDefault(model, model);
    }

    /** Whether the vendor bills it without saying a model. */
    boolean isOfNoModel(String meter) {
        return metersOfNoModel.contains(meter);
    }

    /** Where the vendor bills reasoning as output it has no line for it; and so with other parts of a class. */
    String comparedMeter(String model, String meter) {
        Set<String> billed = billedMeters.getOrDefault(model, Set.of());
        Meter compared = Meter.of(meter);
        while (!billed.contains(compared.id()) && !CLASSES.contains(compared.id())) {
            Meter parent = compared.parent();
            if (parent == null) {
                return meter;
            }
            compared = parent;
        }
        return billed.contains(compared.id()) ? compared.id() : meter;
    }
}
