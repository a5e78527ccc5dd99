package io.tokenledger.report.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages about channels, ready to be shown. Texts are as they came; the templates escape them. */
public final class ChannelPages {
    private ChannelPages() {}

    /**
     * The channels of a tenant.
     *
     * @param tenant empty: none is selected
     * @param problem null: nothing was wrong
     */
    public record Listed(
            String tenant,
            List<String> tenants,
            List<String> types,
            @Nullable String problem,
            List<Row> rows) {
        public String parameter() {
            return URLEncoder.encode(tenant, StandardCharsets.UTF_8);
        }
    }

    /**
     * A channel in the list.
     *
     * @param goesTo for people; without what is secret of it
     * @param oldest how long the oldest has been waiting; null: nothing waits
     */
    public record Row(
            String id,
            String name,
            String type,
            String goesTo,
            boolean enabled,
            boolean archived,
            long queued,
            long dead,
            @Nullable String oldest) {}

    /**
     * One channel.
     *
     * @param row null: there is none of that id
     * @param secret shown this once; null: it is not new
     * @param trial what came of trying it just now; null: it was not tried
     * @param manner when and in which words it tells, a line each
     * @param state that the deliveries are of; empty: all
     * @param next a link to earlier deliveries; null: there are none
     */
    public record One(
            @Nullable Row row,
            String tenant,
            @Nullable String problem,
            @Nullable String secret,
            @Nullable String trial,
            List<String> manner,
            String state,
            List<Told> deliveries,
            @Nullable String next) {
        public String parameter() {
            return URLEncoder.encode(tenant, StandardCharsets.UTF_8);
        }

        public List<String> states() {
            return List.of("queued", "delivered", "cancelled", "dead");
        }
    }

    /** A delivery in the list. */
    public record Told(
            String id,
            String title,
            String event,
            String severity,
            String state,
            int attempts,
            String queuedAt,
            @Nullable String nextAt,
            @Nullable String error,
            boolean retried) {}
}
