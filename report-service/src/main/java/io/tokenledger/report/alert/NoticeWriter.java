package io.tokenledger.report.alert;

import io.tokenledger.contract.AlertNotice;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Queues what is to be sent, within the transaction that has the reason for it. */
public interface NoticeWriter {
    /**
     * One delivery for each channel. A notice that was queued for a channel before, by its id, is not queued again; a channel
     * that is gone or not the tenant's is passed over.
     */
    void queue(Connection connection, AlertNotice notice, List<UUID> channels, Instant now) throws SQLException;
}
