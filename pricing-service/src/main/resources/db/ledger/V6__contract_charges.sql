-- Finds the charges of contracts among the entries: what a term has booked, and what has to be left out where usage is
-- summed up. Partial, so that entries of events do not pay for it.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

CREATE INDEX usage_entry_charge_idx ON ledger.usage_entry (tenant_id, reference, occurred_at)
    WHERE entry_kind = 'charge';
CREATE INDEX usage_entry_charge_accounted_idx ON ledger.usage_entry (tenant_id, coalesce(accounted_at, occurred_at))
    WHERE entry_kind = 'charge';
