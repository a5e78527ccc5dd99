-- Closing the books as other services may ask for it.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

CREATE VIEW ledger.closing_published AS
SELECT tenant_id AS tenant, closed_until, author, reason, closed_at
FROM ledger.closing;

GRANT SELECT ON ledger.closing_published TO report_app, grafana, pricing_app;

-- Closes the books of a tenant up to an instant. From then on what comes late for the time before is accounted at that
-- instant: the first moment that is open. The only way to close: whoever closes takes the lock of bookings alone first, so
-- that every booking is either committed before, and within what is closed, or sees the closing. The lock is held until
-- the end of the caller's transaction, and every booking of every tenant waits for it: that transaction must be short.
--
-- Fails with a SQLSTATE of its own, and nothing is closed:
--   TL001  closed_until is no full quarter of an hour
--   TL002  closed_until is after closed_at: that time is not over yet
--   TL003  the books are closed as far, or further, already
--   TL004  the caller's transaction is not READ COMMITTED: after the lock it would not see what was committed before
-- closed_at is the caller's clock, since the nodes of a distributed database have none in common.
CREATE FUNCTION ledger.close_books(tenant text, closed_until timestamptz, author text, reason text, closed_at timestamptz)
    RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    stated text := to_char(closed_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
    before timestamptz;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'books are closed in a READ COMMITTED transaction, not %', current_setting('transaction_isolation')
            USING ERRCODE = 'TL004';
    END IF;
    IF NOT isfinite(closed_until)
            OR closed_until <> date_bin('15 minutes', closed_until, timestamptz '2020-01-01 00:00:00+00') THEN
        RAISE EXCEPTION 'closed_until is %: books are closed at a full quarter of an hour', coalesce(stated, 'infinite')
            USING ERRCODE = 'TL001';
    END IF;
    IF closed_until > closed_at THEN
        RAISE EXCEPTION 'closed_until is %, which is not over yet at %', stated,
            to_char(closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') USING ERRCODE = 'TL002';
    END IF;
    -- Closings.BOOKING_LOCK. A statement of its own: the next one takes its snapshot after the lock was given.
    PERFORM pg_advisory_xact_lock(32773604352327681);
    -- Leans on closing_pkey.
    SELECT max(c.closed_until) INTO before FROM ledger.closing c WHERE c.tenant_id = close_books.tenant;
    IF closed_until <= before THEN
        RAISE EXCEPTION 'closed_until is %; the books of ''%'' are closed until % already, and are never opened again',
            stated, tenant, to_char(before AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') USING ERRCODE = 'TL003';
    END IF;
    INSERT INTO ledger.closing (tenant_id, closed_until, author, reason, closed_at)
    VALUES (tenant, closed_until, author, reason, closed_at);
END
$$;
REVOKE ALL ON FUNCTION ledger.close_books(text, timestamptz, text, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.close_books(text, timestamptz, text, text, timestamptz) TO report_app, pricing_app;
REVOKE INSERT ON ledger.closing FROM pricing_app;
