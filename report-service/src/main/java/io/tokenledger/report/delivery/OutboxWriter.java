package io.tokenledger.report.delivery;

import io.tokenledger.contract.AlertNotice;
import io.tokenledger.report.alert.NoticeWriter;
import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.report.delivery.channel.ChannelReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Puts what is to be told into the outbox, in the transaction of whoever has the reason for it. Sends nothing. */
@ApplicationScoped
public class OutboxWriter implements NoticeWriter {
    @Override
    public void queue(Connection connection, AlertNotice notice, List<UUID> channels, Instant now) throws SQLException {
        List<Channel> usable = ChannelReader.usable(connection, notice.tenant(), channels).stream()
                .sorted(Comparator.comparing(Channel::id)) // everybody locks in the same order
                .toList();
        for (Channel channel : usable) {
            Instant openDigest = channel.manner().digest() == null
                    ? null
                    : OutboxTable.openDigest(connection, channel.tenant(), channel.id(), now);
            Timing timing = Timing.of(channel.manner(), notice.severity(), openDigest, now);
            OutboxTable.insert(connection, channel.id(), notice, timing, now);
            if (notice.event() == AlertNotice.Event.RESOLVED) {
                OutboxTable.stopTelling(connection, channel.tenant(), channel.id(), List.of(notice.alertId()));
            }
        }
    }
}
