package io.tokenledger.report.budget;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Which channels a tenant has. Who keeps channels answers this; where nobody does, no channel is refused. */
public interface KnownChannels {
    /** Those of the ids that are no channel of the tenant; none: all are. */
    List<UUID> missing(Connection connection, String tenant, List<UUID> ids) throws SQLException;
}
