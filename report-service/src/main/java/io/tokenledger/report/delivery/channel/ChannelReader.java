package io.tokenledger.report.delivery.channel;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Finds channels. */
@ApplicationScoped
public class ChannelReader {
    private static final String REPORT = "channels";

    private final LedgerViews database;

    public ChannelReader(LedgerViews database) {
        this.database = database;
    }

    /** Those of a tenant that are not archived, by name. */
    public List<Channel> of(String tenant) {
        return database.read(REPORT, connection -> ChannelTable.of(connection, tenant));
    }

    /** The one of that id, also an archived one; refused where the tenant has none, also where another tenant has. */
    public Channel find(String tenant, UUID id) {
        return database.read(REPORT, connection -> find(connection, tenant, id, false));
    }

    /**
     * The same within a transaction.
     *
     * @param lock whether others wait who would change it
     */
    public static Channel find(Connection connection, String tenant, UUID id, boolean lock) throws SQLException {
        List<Channel> found = ChannelTable.find(connection, tenant, List.of(id), lock);
        if (found.isEmpty()) {
            throw ReportError.CHANNEL_UNKNOWN.because("tenant '" + tenant + "' has no channel " + id);
        }
        return found.getFirst();
    }

    /** Those among these that something can be sent to: of the tenant, and not archived. In no order. */
    public static List<Channel> usable(Connection connection, String tenant, List<UUID> ids) throws SQLException {
        return ChannelTable.find(connection, tenant, ids, false).stream()
                .filter(channel -> channel.archivedAt() == null)
                .toList();
    }

    /** Those among these that nothing can be sent to: the tenant has no such channel, or it is archived. */
    public List<UUID> missing(Connection connection, String tenant, List<UUID> ids) throws SQLException {
        List<UUID> missing = new ArrayList<>(ids);
        missing.removeAll(
                usable(connection, tenant, ids).stream().map(Channel::id).toList());
        return missing;
    }
}
