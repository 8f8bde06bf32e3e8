-- What only SQLite knows: the search index, and the triggers that keep history and counts.
CREATE VIRTUAL TABLE ticket_search USING fts5 (
    text, content='', contentless_delete=1, detail=none,
    tokenize="unicode61 remove_diacritics 0"
)
--;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'append-only: event'); END
--;
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'append-only: event'); END
--;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'append-only: event'); END
--;
CREATE TRIGGER decision_is_never_deleted BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'append-only: decision'); END
--;
CREATE TRIGGER decision_is_never_replaced BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: decision'); END
--;
CREATE TRIGGER decision_keeps_its_facts BEFORE UPDATE OF
    id, ticket_id, round, remedy, schema_version, body, refund_cents, compensation_cents,
    freight_cents, cost_cents, currency, liability, freight_bearer, rule_versions,
    pinned_evidence, return_by_at, valid_until_at, intent_key, staff_id, decided_at ON decision
BEGIN SELECT RAISE(ABORT, 'append-only: decision'); END
--;
CREATE TRIGGER decision_moves_with_its_event BEFORE UPDATE ON decision
WHEN NEW.event_seq <> (SELECT coalesce(max(seq), 0) + 1 FROM event)
BEGIN SELECT RAISE(ABORT, 'state moves with its event: decision'); END
--;
CREATE TRIGGER evidence_is_never_deleted BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'append-only: evidence'); END
--;
CREATE TRIGGER evidence_is_never_replaced BEFORE INSERT ON evidence
WHEN EXISTS (SELECT 1 FROM evidence WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: evidence'); END
--;
CREATE TRIGGER evidence_keeps_its_facts BEFORE UPDATE OF
    id, ticket_id, code_number, sha256, media_type, size, original_name, captured_at, added_at,
    staff_id, derived_from_id ON evidence
BEGIN SELECT RAISE(ABORT, 'append-only: evidence'); END
--;
CREATE TRIGGER evidence_moves_with_its_event BEFORE UPDATE ON evidence
WHEN NEW.event_seq <> (SELECT coalesce(max(seq), 0) + 1 FROM event)
BEGIN SELECT RAISE(ABORT, 'state moves with its event: evidence'); END
--;
CREATE TRIGGER payout_is_never_deleted BEFORE DELETE ON payout
BEGIN SELECT RAISE(ABORT, 'append-only: payout'); END
--;
CREATE TRIGGER payout_is_never_replaced BEFORE INSERT ON payout
WHEN EXISTS (SELECT 1 FROM payout WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: payout'); END
--;
CREATE TRIGGER payout_keeps_its_facts BEFORE UPDATE OF
    id, ticket_id, order_id, decision_id, claim_id, line_id, money_class, leg, source,
    amount_cents, currency, planned_at ON payout
BEGIN SELECT RAISE(ABORT, 'append-only: payout'); END
--;
CREATE TRIGGER payout_moves_with_its_event BEFORE UPDATE ON payout
WHEN NEW.event_seq <> (SELECT coalesce(max(seq), 0) + 1 FROM event)
BEGIN SELECT RAISE(ABORT, 'state moves with its event: payout'); END
--;
CREATE TRIGGER payout_unit_is_never_deleted BEFORE DELETE ON payout_unit
BEGIN SELECT RAISE(ABORT, 'append-only: payout_unit'); END
--;
CREATE TRIGGER payout_unit_is_never_replaced BEFORE INSERT ON payout_unit
WHEN EXISTS (SELECT 1 FROM payout_unit WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: payout_unit'); END
--;
CREATE TRIGGER payout_unit_is_never_changed BEFORE UPDATE ON payout_unit
BEGIN SELECT RAISE(ABORT, 'append-only: payout_unit'); END
--;
CREATE TRIGGER charge_is_never_deleted BEFORE DELETE ON charge
BEGIN SELECT RAISE(ABORT, 'append-only: charge'); END
--;
CREATE TRIGGER charge_is_never_replaced BEFORE INSERT ON charge
WHEN EXISTS (SELECT 1 FROM charge WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: charge'); END
--;
CREATE TRIGGER charge_keeps_its_facts BEFORE UPDATE OF
    id, ticket_id, decision_id, reason, amount_cents, currency, planned_at ON charge
BEGIN SELECT RAISE(ABORT, 'append-only: charge'); END
--;
CREATE TRIGGER charge_moves_with_its_event BEFORE UPDATE ON charge
WHEN NEW.event_seq <> (SELECT coalesce(max(seq), 0) + 1 FROM event)
BEGIN SELECT RAISE(ABORT, 'state moves with its event: charge'); END
--;
CREATE TRIGGER ticket_counts_in AFTER INSERT ON ticket
BEGIN
    INSERT INTO ticket_count (shop_id, stage, kind, tally)
    VALUES (NEW.shop_id, NEW.stage, coalesce(nullif(NEW.remedy, ''), NEW.requested), 1)
    ON CONFLICT (shop_id, stage, kind) DO UPDATE SET tally = tally + 1;
END
--;
CREATE TRIGGER ticket_counts_over AFTER UPDATE OF stage, remedy, requested ON ticket
WHEN OLD.stage <> NEW.stage OR OLD.remedy <> NEW.remedy OR OLD.requested <> NEW.requested
BEGIN
    UPDATE ticket_count SET tally = tally - 1
    WHERE shop_id = OLD.shop_id AND stage = OLD.stage
    AND kind = coalesce(nullif(OLD.remedy, ''), OLD.requested);
    DELETE FROM ticket_count WHERE tally = 0;
    INSERT INTO ticket_count (shop_id, stage, kind, tally)
    VALUES (NEW.shop_id, NEW.stage, coalesce(nullif(NEW.remedy, ''), NEW.requested), 1)
    ON CONFLICT (shop_id, stage, kind) DO UPDATE SET tally = tally + 1;
END
