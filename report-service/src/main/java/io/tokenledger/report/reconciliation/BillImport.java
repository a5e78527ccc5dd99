package io.tokenledger.report.reconciliation;

import io.tokenledger.report.problem.ReportError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way in: which line of which bill each of its places is. What stands twice in a file whose lines have names
 * of their own is a repetition; in others it is meant twice.
 */
final class BillImport {
    /** Lines of bills that a file may have; what is skipped does not count. */
    static final int MOST_LINES = 50_000;

    static final int LINES_AT_ONCE = 500;

    /**
     * What is imported.
     *
     * @param billId null: of each month a bill, named after the format and the month
     * @param part of the bill that the file is; empty: the whole
     * @param author empty: not said
     */
    record Asked(
            String tenant,
            String provider,
            BillFormat format,
            @Nullable String billId,
            int revision,
            String part,
            String author) {

        String billOf(VendorRow row) {
            return billId != null
                    ? billId
                    : format.wireName() + "/" + row.day().toString().substring(0, 7);
        }
    }

    /**
     * A line with its identity.
     *
     * @param number its place in the file
     * @param repeated whether the file has said it before
     */
    record Keyed(long number, VendorRow row, String billId, UUID key, boolean repeated) {}

    /** Where lines go. */
    interface Target {
        /** Takes some lines, in order, and says what came of each. */
        void take(List<Keyed> lines);
    }

    private final Asked asked;
    private final Target target;
    private final Consumer<BillLine.Faulty> faulty;
    private final Map<UUID, Integer> occurrences = new HashMap<>();
    private final Map<UUID, UUID> contents = new HashMap<>();
    private final SortedMap<String, Long> skipped = new TreeMap<>();
    private final List<Keyed> waiting = new ArrayList<>();
    private int lines;

    BillImport(Asked asked, Target target, Consumer<BillLine.Faulty> faulty) {
        this.asked = asked;
        this.target = target;
        this.faulty = faulty;
    }

    /** One place of the file. */
    void accept(BillLine line) {
        switch (line) {
            case BillLine.Skipped other -> skipped.merge(other.why(), 1L, Long::sum);
            case BillLine.Faulty fault -> {
                count();
                faulty.accept(fault);
            }
            case BillLine.Read read -> {
                count();
                keyed(read);
            }
        }
    }

    private void count() {
        if (++lines > MOST_LINES) {
            throw ReportError.FILE_INVALID.because("the file has more than " + MOST_LINES
                    + " lines of model usage: send it in several; those before were taken, and may be sent again");
        }
    }

    private void keyed(BillLine.Read read) {
        UUID first = read.row().rowKey(asked.part(), 0);
        int occurrence = read.hasOwnName() ? 0 : occurrences.merge(first, 1, Integer::sum) - 1;
        UUID key = occurrence == 0 ? first : read.row().rowKey(asked.part(), occurrence);
        UUID content = read.row().contentKey();
        UUID before = contents.putIfAbsent(key, content);
        if (before != null && !before.equals(content)) {
            faulty.accept(new BillLine.Faulty(
                    read.number(), "the file says the same line before with another amount or quantity"));
            return;
        }
        waiting.add(new Keyed(read.number(), read.row(), asked.billOf(read.row()), key, before != null));
        if (waiting.size() == LINES_AT_ONCE) {
            flush();
        }
    }

    /** Hands on what is still waiting. */
    void flush() {
        if (!waiting.isEmpty()) {
            target.take(List.copyOf(waiting));
            waiting.clear();
        }
    }

    /** How many places are of something else, by why. */
    SortedMap<String, Long> skipped() {
        return skipped;
    }
}
