package io.tokenledger.report.delivery.channel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Channels as they are now. */
final class ChannelTable {
    private ChannelTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.channel (name, settings, secrets, allow_private, quiet_hours, digest_minutes,
                critical_passes, title_template, text_template, enabled, changed_at, tenant_id, channel_id, type, created_at)
            VALUES (?, ?::jsonb, ?::jsonb, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            RETURNING channel_id
            """;

    private static final String INSERT_LEASE = """
            INSERT INTO reporting.channel_lease (tenant_id, channel_id, holder, leased_until, failures, resume_at)
            VALUES (?, ?, NULL, ?, 0, ?)
            """;

    /** False, and nothing is there, where the tenant has a channel of that name. */
    static boolean insert(Connection connection, Channel channel) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            setChangeable(statement, channel);
            statement.setString(12, channel.tenant());
            statement.setObject(13, channel.id());
            statement.setString(14, channel.type().wireName());
            statement.setObject(15, utc(channel.createdAt()));
            if (!statement.executeQuery().next()) {
                return false;
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_LEASE)) {
            statement.setString(1, channel.tenant());
            statement.setObject(2, channel.id());
            statement.setObject(3, utc(channel.createdAt()));
            statement.setObject(4, utc(channel.createdAt()));
            statement.executeUpdate();
        }
        return true;
    }

    private static final String UPDATE = """
            UPDATE reporting.channel SET name = ?, settings = ?::jsonb, secrets = ?::jsonb, allow_private = ?,
                quiet_hours = ?::jsonb, digest_minutes = ?, critical_passes = ?, title_template = ?, text_template = ?,
                enabled = ?, changed_at = ?
            WHERE tenant_id = ? AND channel_id = ? AND archived_at IS NULL
            """;

    /** Everything but its type and its beginning. A name that another has is told by SQLSTATE 23505. */
    static void update(Connection connection, Channel channel) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            setChangeable(statement, channel);
            statement.setString(12, channel.tenant());
            statement.setObject(13, channel.id());
            statement.executeUpdate();
        }
    }

    private static void setChangeable(PreparedStatement statement, Channel channel) throws SQLException {
        Channel.Manner manner = channel.manner();
        Duration digest = manner.digest();
        statement.setString(1, channel.name());
        statement.setString(2, ChannelColumns.settings(channel.endpoint()));
        statement.setString(3, ChannelColumns.secrets(channel.secrets()));
        statement.setBoolean(4, channel.allowPrivate());
        statement.setString(5, ChannelColumns.quietHours(manner.quietHours()));
        statement.setObject(6, digest == null ? null : digest.toMinutes(), Types.INTEGER);
        statement.setBoolean(7, manner.criticalPasses());
        statement.setString(8, manner.title() == null ? null : manner.title().text());
        statement.setString(9, manner.text() == null ? null : manner.text().text());
        statement.setBoolean(10, channel.enabled());
        statement.setObject(11, utc(channel.changedAt()));
    }

    private static final String ARCHIVE = """
            UPDATE reporting.channel SET archived_at = ?, changed_at = ?
            WHERE tenant_id = ? AND channel_id = ? AND archived_at IS NULL
            """;

    static void archive(Connection connection, String tenant, UUID id, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ARCHIVE)) {
            statement.setObject(1, utc(now));
            statement.setObject(2, utc(now));
            statement.setString(3, tenant);
            statement.setObject(4, id);
            statement.executeUpdate();
        }
    }

    private static final String COLUMNS = """
            SELECT tenant_id, channel_id, name, type, settings::text AS settings, secrets::text AS secrets, allow_private,
                   quiet_hours::text AS quiet_hours, digest_minutes, critical_passes, title_template, text_template, enabled,
                   created_at, changed_at, archived_at
            FROM reporting.channel
            """;

    // Leans on channel_name_key.
    private static final String OF_TENANT =
            COLUMNS + "WHERE tenant_id = ? AND archived_at IS NULL ORDER BY name, channel_id";

    /** Those of a tenant that are not archived, by name. */
    static List<Channel> of(Connection connection, String tenant) throws SQLException {
        List<Channel> channels = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OF_TENANT)) {
            statement.setString(1, tenant);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                channels.add(channel(found));
            }
        }
        return channels;
    }

    // Leans on channel_pkey.
    private static final String BY_IDS = COLUMNS + "WHERE tenant_id = ? AND channel_id = ANY (?)";

    private static final String BY_IDS_LOCKED = BY_IDS + " FOR UPDATE";

    /** Those of the tenant among these, the archived too, in no order. */
    static List<Channel> find(Connection connection, String tenant, List<UUID> ids, boolean lock) throws SQLException {
        List<Channel> channels = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(lock ? BY_IDS_LOCKED : BY_IDS)) {
            statement.setString(1, tenant);
            statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                channels.add(channel(found));
            }
        }
        return channels;
    }

    private static Channel channel(ResultSet found) throws SQLException {
        ChannelType type = ChannelType.named(found.getString("type")).orElseThrow();
        Integer minutes = found.getObject("digest_minutes", Integer.class);
        OffsetDateTime archivedAt = found.getObject("archived_at", OffsetDateTime.class);
        return new Channel(
                found.getObject("channel_id", UUID.class),
                found.getString("tenant_id"),
                found.getString("name"),
                ChannelColumns.endpoint(type, found.getString("settings")),
                found.getBoolean("allow_private"),
                ChannelColumns.secrets(found.getString("secrets")),
                new Channel.Manner(
                        ChannelColumns.quietHours(found.getString("quiet_hours")),
                        minutes == null ? null : Duration.ofMinutes(minutes),
                        found.getBoolean("critical_passes"),
                        template(found.getString("title_template")),
                        template(found.getString("text_template"))),
                found.getBoolean("enabled"),
                found.getObject("created_at", OffsetDateTime.class).toInstant(),
                found.getObject("changed_at", OffsetDateTime.class).toInstant(),
                archivedAt == null ? null : archivedAt.toInstant());
    }

    private static @Nullable NoticeTemplate template(@Nullable String text) {
        return text == null ? null : new NoticeTemplate(text);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
