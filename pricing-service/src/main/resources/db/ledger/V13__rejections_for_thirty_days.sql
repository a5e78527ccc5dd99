-- Rejections are listed by the time of their receipt, and deleted when they are old.
CREATE INDEX rejected_event_received ON ledger.rejected_event (received_at, tenant_id, rejection_id);

GRANT DELETE ON ledger.rejected_event TO pricing_app;
