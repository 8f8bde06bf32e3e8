DROP TRIGGER decision_keeps_its_facts
--;
CREATE TRIGGER decision_keeps_its_facts BEFORE UPDATE OF
    id, ticket_id, round, remedy, schema_version, body, refund_cents, compensation_cents,
    freight_cents, cost_cents, currency, liability, freight_bearer, rule_versions,
    pinned_evidence, return_by_at, intent_key, staff_id, decided_at,
    agreed, channel, damages_cents, charge_cents, goodwill, needs ON decision
BEGIN SELECT RAISE(ABORT, 'append-only: decision'); END
--;
DROP TRIGGER payout_keeps_its_facts
--;
CREATE TRIGGER payout_keeps_its_facts BEFORE UPDATE OF
    id, ticket_id, order_id, decision_id, claim_id, line_id, money_class, leg, source,
    amount_cents, currency, planned_at, tender ON payout
BEGIN SELECT RAISE(ABORT, 'append-only: payout'); END
--;
DROP TRIGGER charge_keeps_its_facts
--;
CREATE TRIGGER charge_keeps_its_facts BEFORE UPDATE OF
    id, ticket_id, decision_id, reason, amount_cents, currency, planned_at, order_id ON charge
BEGIN SELECT RAISE(ABORT, 'append-only: charge'); END
--;
CREATE TRIGGER charge_unit_is_never_deleted BEFORE DELETE ON charge_unit
BEGIN SELECT RAISE(ABORT, 'append-only: charge_unit'); END
--;
CREATE TRIGGER charge_unit_is_never_replaced BEFORE INSERT ON charge_unit
WHEN EXISTS (SELECT 1 FROM charge_unit WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: charge_unit'); END
--;
CREATE TRIGGER charge_unit_is_never_changed BEFORE UPDATE ON charge_unit
BEGIN SELECT RAISE(ABORT, 'append-only: charge_unit'); END
--;
CREATE TRIGGER counter_offer_is_never_deleted BEFORE DELETE ON counter_offer
BEGIN SELECT RAISE(ABORT, 'append-only: counter_offer'); END
--;
CREATE TRIGGER counter_offer_is_never_replaced BEFORE INSERT ON counter_offer
WHEN EXISTS (SELECT 1 FROM counter_offer WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: counter_offer'); END
--;
CREATE TRIGGER counter_offer_is_never_changed BEFORE UPDATE ON counter_offer
BEGIN SELECT RAISE(ABORT, 'append-only: counter_offer'); END
