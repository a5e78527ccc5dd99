package io.tokenledger.pricing.contract;

import io.tokenledger.pricing.contract.settlement.Commitment;
import io.tokenledger.pricing.contract.settlement.ProvisionedThroughput;
import io.tokenledger.pricing.contract.settlement.Term;
import io.tokenledger.pricing.contract.settlement.TermScope;
import io.tokenledger.pricing.contract.settlement.VolumeTiers;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Appends terms and withdrawals, and keeps those in force, within a change of the book. */
final class TermChanges {
    private TermChanges() {}

    // Leans on contract_term_in_force_pkey.
    private static final String OVERLAPPING = """
            SELECT term_id FROM pricing.contract_term_in_force
            WHERE tenant_id = ? AND kind = ? AND provider = ? AND model = ? AND service_tier = ? AND region = ?
              AND valid_during && tstzrange(?, ?)
            ORDER BY term_id LIMIT 1""";

    /** The term in force that is of the same kind, for the same scope, at the same time; null: there is none. */
    static @Nullable Long overlapping(Connection connection, TermDraft draft) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OVERLAPPING)) {
            bindScope(select, 1, draft);
            bindRange(select, 7, draft);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong("term_id") : null;
            }
        }
    }

    private static final String INSERT = """
            INSERT INTO pricing.contract_term (tenant_id, kind, provider, model, service_tier, region, valid_during,
                timezone, currency, measure, mode, step_from, step_discount_percent, amount_pico, units,
                tokens_per_unit_hour, change_id)
            VALUES (?, ?, ?, ?, ?, ?, tstzrange(?, ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            RETURNING term_id""";

    private static final String INSERT_IN_FORCE = """
            INSERT INTO pricing.contract_term_in_force (tenant_id, kind, provider, model, service_tier, region,
                valid_during, term_id)
            VALUES (?, ?, ?, ?, ?, ?, tstzrange(?, ?), ?)""";

    /** Appends a term and returns its id; an overlap fails with SQLSTATE 23P01. */
    static long append(Connection connection, TermDraft draft, long changeId) throws SQLException {
        long termId;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            bindScope(insert, 1, draft);
            bindRange(insert, 7, draft);
            insert.setString(9, draft.zone().getId());
            insert.setString(10, draft.currency());
            bindTerms(connection, insert, draft);
            insert.setLong(18, changeId);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                termId = row.getLong("term_id");
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT_IN_FORCE)) {
            bindScope(insert, 1, draft);
            bindRange(insert, 7, draft);
            insert.setLong(9, termId);
            insert.executeUpdate();
        }
        return termId;
    }

    private static final String INSERT_WITHDRAWAL =
            "INSERT INTO pricing.contract_term_withdrawal (tenant_id, term_id, change_id) VALUES (?, ?, ?)";
    private static final String DELETE_IN_FORCE =
            "DELETE FROM pricing.contract_term_in_force WHERE tenant_id = ? AND term_id = ?";

    static void withdraw(Connection connection, Term term, long changeId) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_WITHDRAWAL);
                PreparedStatement delete = connection.prepareStatement(DELETE_IN_FORCE)) {
            insert.setString(1, term.tenant());
            insert.setLong(2, term.termId());
            insert.setLong(3, changeId);
            insert.executeUpdate();
            delete.setString(1, term.tenant());
            delete.setLong(2, term.termId());
            delete.executeUpdate();
        }
    }

    private static void bindScope(PreparedStatement statement, int first, TermDraft draft) throws SQLException {
        TermScope scope = draft.scope();
        List<String> texts = List.of(
                draft.tenant(),
                draft.terms().kind(),
                scope.provider(),
                scope.model(),
                scope.serviceTier(),
                scope.region());
        for (int i = 0; i < texts.size(); i++) {
            statement.setString(first + i, texts.get(i));
        }
    }

    private static void bindRange(PreparedStatement statement, int first, TermDraft draft) throws SQLException {
        Instant until = draft.range().until();
        statement.setObject(first, draft.range().from().atOffset(ZoneOffset.UTC));
        statement.setObject(
                first + 1, until == null ? null : until.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    /** From the 11th place on. */
    private static void bindTerms(Connection connection, PreparedStatement insert, TermDraft draft)
            throws SQLException {
        insert.setNull(11, Types.VARCHAR);
        insert.setNull(12, Types.VARCHAR);
        insert.setNull(13, Types.ARRAY);
        insert.setNull(14, Types.ARRAY);
        insert.setNull(15, Types.NUMERIC);
        insert.setNull(16, Types.BIGINT);
        insert.setNull(17, Types.BIGINT);
        switch (draft.terms()) {
            case VolumeTiers tiers -> {
                insert.setString(11, tiers.measure().name().toLowerCase(Locale.ROOT));
                insert.setString(12, tiers.mode().name().toLowerCase(Locale.ROOT));
                List<VolumeTiers.Step> steps = tiers.steps();
                insert.setArray(
                        13,
                        connection.createArrayOf(
                                "numeric",
                                steps.stream()
                                        .map(step -> new BigDecimal(step.from()))
                                        .toArray()));
                insert.setArray(
                        14,
                        connection.createArrayOf(
                                "numeric",
                                steps.stream()
                                        .map(VolumeTiers.Step::discountPercent)
                                        .toArray()));
            }
            case Commitment commitment -> insert.setBigDecimal(15, new BigDecimal(commitment.amountPico()));
            case ProvisionedThroughput throughput -> {
                insert.setBigDecimal(15, new BigDecimal(throughput.amountPerUnitHourPico()));
                insert.setLong(16, throughput.units());
                insert.setObject(17, throughput.tokensPerUnitHour(), Types.BIGINT);
            }
        }
    }
}
