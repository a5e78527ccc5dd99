package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a statement is still what it was. Pure. */
final class Verification {
    /**
     * One thing that was looked at.
     *
     * @param fault null: it is as it must be
     */
    record Check(String name, @Nullable String fault) {}

    private Verification() {}

    /** Of the document by itself and with its row. */
    static List<Check> of(KeptStatement kept) {
        List<Check> checks = new ArrayList<>();
        String computed = Sha256.of(kept.document());
        checks.add(new Check(
                "hash",
                computed.equals(kept.row().hash())
                        ? null
                        : "the " + kept.document().length + " bytes of the document have the SHA-256 " + computed
                                + ", kept with them is " + kept.row().hash()));
        JsonNode document;
        try {
            document = DocumentRow.parse(kept.document());
        } catch (IllegalArgumentException notJson) {
            checks.add(new Check("canonical", "the bytes are not JSON: " + notJson.getMessage()));
            return checks;
        }
        checks.add(new Check("canonical", canonical(document, kept.document())));
        checks.add(new Check("columns", columns(document, kept.row())));
        checks.add(new Check("arithmetic", arithmetic(document)));
        return checks;
    }

    private static @Nullable String canonical(JsonNode document, byte[] bytes) {
        try {
            int differs = Arrays.mismatch(CanonicalJson.bytes(document), bytes);
            return differs < 0 ? null : "byte " + differs + " is not as canonical JSON has it";
        } catch (IllegalArgumentException notOfThisKind) {
            return notOfThisKind.getMessage();
        }
    }

    private static @Nullable String columns(JsonNode document, StoredStatement row) {
        StoredStatement told;
        try {
            told = DocumentRow.of(document, row.hash());
        } catch (RuntimeException unreadable) { // whatever a changed byte leads to
            return "the document does not say what a statement says: " + unreadable.getMessage();
        }
        List<String> different = new ArrayList<>();
        for (RecordComponent component : StoredStatement.class.getRecordComponents()) {
            Object inDocument = value(component, told);
            Object inRow = value(component, row);
            if (!Objects.equals(inDocument, inRow)) {
                different.add(
                        component.getName() + " is " + inDocument + " in the document and " + inRow + " beside it");
            }
        }
        return different.isEmpty() ? null : String.join("; ", different);
    }

    private static @Nullable Object value(RecordComponent component, StoredStatement row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    private static @Nullable String arithmetic(JsonNode document) {
        try {
            return sums(document);
        } catch (RuntimeException unreadable) { // whatever a changed byte leads to
            return "the amounts cannot be added up: " + unreadable.getMessage();
        }
    }

    private static @Nullable String sums(JsonNode document) {
        for (String amount : List.of("amount", "book_amount")) {
            BigDecimal all = BigDecimal.ZERO;
            for (JsonNode section : document.path("sections")) {
                BigDecimal lines = BigDecimal.ZERO;
                for (JsonNode line : section.path("lines")) {
                    lines = line.path(amount).isNull() ? lines : lines.add(decimal(line.path(amount)));
                }
                BigDecimal told = decimal(section.path(amount));
                if (lines.compareTo(told) != 0) {
                    return "the lines of " + section.path("section").asText() + " add up to " + lines + ", told is "
                            + told + " (" + amount + ")";
                }
                all = all.add(lines);
            }
            BigDecimal rounding = amount.equals("amount") ? decimal(document.at("/totals/rounding")) : BigDecimal.ZERO;
            BigDecimal total = decimal(document.at("/totals/total").path(amount));
            if (all.add(rounding).compareTo(total) != 0) {
                return "the sections and the rounding add up to " + all.add(rounding) + ", told is " + total + " ("
                        + amount + ")";
            }
        }
        return null;
    }

    private static BigDecimal decimal(JsonNode amount) {
        return new BigDecimal(amount.textValue());
    }
}
