package io.tokenledger.report.rejection;

import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notes what is to be sent again. A rejection is noted once, whoever asks for it and however often. */
@ApplicationScoped
class ResubmissionWriter {
    /** Most rejections of a code that one request takes. */
    static final int MOST_EVENTS = 20_000;

    private static final int MOST_SKIPPED = 100;

    private final ReportingStore store;
    private final Clock clock;

    ResubmissionWriter(ReportingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Notes what can be sent, and tells what cannot and why. */
    Resubmission request(ResubmissionForm form) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return store.write(connection -> request(connection, form, id, now));
    }

    private static Resubmission request(Connection connection, ResubmissionForm form, UUID id, Instant now)
            throws SQLException {
        List<Rejection> found = form.code() == null ? byIds(connection, form) : byCode(connection, form);
        boolean remaining = found.size() > MOST_EVENTS;
        long events = 0;
        long skippedInAll = 0;
        var skipped = new ArrayList<Resubmission.Skipped>();
        try (PreparedStatement note = connection.prepareStatement(NOTE)) {
            for (Rejection rejection : found.subList(0, Math.min(MOST_EVENTS, found.size()))) {
                String why = note(note, rejection, form, id, now);
                if (why == null) {
                    events++;
                } else {
                    skippedInAll++;
                    if (skipped.size() < MOST_SKIPPED) {
                        skipped.add(new Resubmission.Skipped(rejection.rejectionId(), why));
                    }
                }
            }
        }
        for (String unknown : unknown(form, found)) {
            skippedInAll++;
            skipped.add(new Resubmission.Skipped(unknown, "there is no such rejection of this tenant"));
        }
        boolean noted = events > 0 && !form.dryRun();
        return new Resubmission(
                noted ? id : null,
                form.tenant().isEmpty() ? null : form.tenant(),
                form.author(),
                form.reason(),
                noted ? now : null,
                events,
                0,
                0,
                skipped,
                skippedInAll,
                remaining);
    }

    private static List<String> unknown(ResubmissionForm form, List<Rejection> found) {
        List<String> known = found.stream().map(Rejection::rejectionId).toList();
        return form.rejectionIds().stream()
                .distinct()
                .filter(id -> !known.contains(id))
                .toList();
    }

    // event_resubmission_pkey decides which of two requests at once sends it.
    private static final String NOTE = """
            INSERT INTO reporting.event_resubmission (tenant_id, rejection_id, resubmission_id, event, topic,
                event_source, event_id, author, reason, requested_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, rejection_id) DO NOTHING""";

    /** Why it is not noted; null where it is, or would be. */
    private static @Nullable String note(
            PreparedStatement note, Rejection rejection, ResubmissionForm form, UUID id, Instant now)
            throws SQLException {
        Revival revival = Revival.of(rejection, form.merge());
        if (revival.event() == null || form.dryRun()) {
            return revival.why();
        }
        note.setString(1, rejection.tenant());
        note.setString(2, rejection.rejectionId());
        note.setObject(3, id);
        note.setString(4, revival.event());
        note.setString(5, Revival.topic(rejection));
        note.setString(6, rejection.source());
        note.setString(7, rejection.eventId());
        note.setString(8, form.author());
        note.setString(9, form.reason());
        note.setObject(10, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
        return note.executeUpdate() == 1 ? null : "it was asked to be sent again just now";
    }

    // Leans on rejected_event_pkey.
    private static final String BY_IDS = "SELECT " + RejectionReader.COLUMNS + """
            FROM ledger.rejection r
            LEFT JOIN reporting.event_resubmission s ON s.tenant_id = r.tenant AND s.rejection_id = r.rejection_id
            WHERE r.tenant = ? AND r.rejection_id = ANY(?)
            ORDER BY r.received_at, r.rejection_id""";

    private static List<Rejection> byIds(Connection connection, ResubmissionForm form) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BY_IDS)) {
            select.setString(1, form.tenant());
            select.setArray(
                    2, connection.createArrayOf("text", form.rejectionIds().toArray()));
            return rejections(select);
        }
    }

    // Those that were asked for before are left out, so that asking again takes the next ones.
    private static final String BY_CODE = "SELECT " + RejectionReader.COLUMNS + """
            FROM ledger.rejection r
            LEFT JOIN reporting.event_resubmission s ON s.tenant_id = r.tenant AND s.rejection_id = r.rejection_id
            WHERE r.tenant = ? AND r.code = ? AND (?::text IS NULL OR r.event_source = ?) AND s.rejection_id IS NULL
            ORDER BY r.payload IS NULL, r.received_at, r.rejection_id
            LIMIT ?""";

    private static List<Rejection> byCode(Connection connection, ResubmissionForm form) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BY_CODE)) {
            select.setString(1, form.tenant());
            select.setString(2, form.code());
            select.setString(3, form.source());
            select.setString(4, form.source());
            select.setInt(5, MOST_EVENTS + 1);
            return rejections(select);
        }
    }

    private static List<Rejection> rejections(PreparedStatement select) throws SQLException {
        var found = new ArrayList<Rejection>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(RejectionReader.rejection(row));
            }
        }
        return found;
    }
}
