package io.tokenledger.report.budget;

import io.tokenledger.report.delivery.channel.ChannelReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Asks those who keep channels. An archived one is none. */
@ApplicationScoped
public class KnownChannelReader implements KnownChannels {
    private final ChannelReader channels;

    public KnownChannelReader(ChannelReader channels) {
        this.channels = channels;
    }

    @Override
    public List<UUID> missing(Connection connection, String tenant, List<UUID> ids) throws SQLException {
        return channels.missing(connection, tenant, ids);
    }
}
