package io.tokenledger.report.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages about periods, ready to be shown. Texts are as they came; the templates escape them. */
public final class PeriodPages {
    private PeriodPages() {}

    /**
     * The latest periods of a tenant.
     *
     * @param tenant empty: none is selected
     * @param problem null: nothing was wrong
     */
    public record Listed(
            String tenant, List<String> tenants, @Nullable String problem, List<Row> rows) {
        public String parameter() {
            return URLEncoder.encode(tenant, StandardCharsets.UTF_8);
        }
    }

    /**
     * A period.
     *
     * @param total of its statements with their number, for people; empty: there are none
     * @param signatures who began it and who closed it; empty: nobody
     */
    public record Row(String id, String state, String firstDay, String lastDay, String total, String signatures) {
        public boolean open() {
            return state.equals("open");
        }

        public boolean closing() {
            return state.equals("closing");
        }

        public boolean closed() {
            return state.equals("closed");
        }
    }

    /**
     * One period.
     *
     * @param row null: there is none of that id
     * @param checks as they were when they were run last; empty: they were not
     * @param statements the final ones, or the drafts that were written last
     */
    public record One(
            @Nullable Row row,
            String tenant,
            @Nullable String problem,
            List<Check> checks,
            List<StatementRow> statements,
            List<Happened> journal) {
        public String parameter() {
            return URLEncoder.encode(tenant, StandardCharsets.UTF_8);
        }
    }

    /**
     * A check as it was when it was run last.
     *
     * @param link on this service; null: there is nothing more to look at
     */
    public record Check(
            String name,
            String state,
            String sentence,
            @Nullable String link) {
        public boolean failed() {
            return state.equals("failed");
        }
    }

    /**
     * A statement in the list.
     *
     * @param number null: a draft
     * @param amount for people, with its currency
     * @param bookAmount exact, in the currency of the books
     * @param hash its beginning
     */
    public record StatementRow(
            String link,
            @Nullable Long number,
            String costCenter,
            int version,
            String status,
            String view,
            String amount,
            String bookAmount,
            String hash) {}

    /** Something that happened to the period. */
    public record Happened(
            String at,
            String what,
            String author,
            String reason,
            @Nullable String overrideReason) {}
}
