package io.tokenledger.report.alert;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** Keeps alerts, and queues what is to be told of them, within the transaction of whoever found it out. */
public interface AlertWriter {
    /**
     * It is so. Told once for a key: found again, nothing more is told.
     *
     * @return whether it is new
     */
    boolean raise(Connection connection, Finding finding, Instant now) throws SQLException;

    /**
     * It is no longer so: the alert is resolved, and those who were told are told. Nothing happens where there is no such
     * alert, or it was resolved before.
     *
     * @param why for people, such as "the period is over"
     * @return whether it was firing until now
     */
    boolean settle(Connection connection, String tenant, UUID alert, String why, Instant now) throws SQLException;
}
