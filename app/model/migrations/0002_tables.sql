ALTER TABLE shop ADD COLUMN goodwill_budget_cents BIGINT;
ALTER TABLE shop ADD COLUMN waived_difference_cents BIGINT NOT NULL DEFAULT 500;
ALTER TABLE shop ADD COLUMN offer_hours INTEGER NOT NULL DEFAULT 48;
ALTER TABLE shop ADD COLUMN ship_hours INTEGER NOT NULL DEFAULT 48;
ALTER TABLE shop ADD COLUMN remote_regions TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN agreed BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE decision ADD COLUMN channel TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN damages_cents BIGINT NOT NULL DEFAULT 0;
ALTER TABLE decision ADD COLUMN charge_cents BIGINT NOT NULL DEFAULT 0;
ALTER TABLE decision ADD COLUMN goodwill BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE decision ADD COLUMN needs TEXT NOT NULL DEFAULT '[]';
ALTER TABLE payout ADD COLUMN tender TEXT NOT NULL DEFAULT 'cash';
ALTER TABLE charge ADD COLUMN order_id INTEGER REFERENCES orders (id);
ALTER TABLE charge ADD COLUMN intent_key TEXT NOT NULL DEFAULT '';
ALTER TABLE dispatch ADD COLUMN decision_id INTEGER;
ALTER TABLE dispatch ADD COLUMN planned_at TEXT;
ALTER TABLE dispatch ADD COLUMN ship_by_at TEXT;
ALTER TABLE repair_order ADD COLUMN decision_id INTEGER;
ALTER TABLE repair_order ADD COLUMN in_warranty BOOLEAN NOT NULL DEFAULT 1;
ALTER TABLE repair_order ADD COLUMN cost_cents BIGINT NOT NULL DEFAULT 0;
ALTER TABLE repair_order ADD COLUMN days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE repair_order ADD COLUMN work TEXT NOT NULL DEFAULT '';
ALTER TABLE repair_order ADD COLUMN part_warranty_months INTEGER NOT NULL DEFAULT 0;
ALTER TABLE repair_order ADD COLUMN started_at TEXT;
ALTER TABLE repair_order ADD COLUMN ended_at TEXT;
ALTER TABLE repair_order ADD COLUMN warranty_until_at TEXT;
ALTER TABLE repair_order ADD COLUMN part_warranty_until_at TEXT;
CREATE INDEX ix_charge_order_id ON charge (order_id);
CREATE INDEX ix_decision_decided_at ON decision (decided_at);
CREATE INDEX ix_decision_remedy_decided_at ON decision (remedy, decided_at);
CREATE TABLE charge_unit (
    id SERIAL_KEY,
    charge_id INTEGER NOT NULL REFERENCES charge (id),
    line_id INTEGER NOT NULL REFERENCES order_line (id),
    ordinal INTEGER NOT NULL,
    amount_cents BIGINT NOT NULL
);
CREATE UNIQUE INDEX ix_charge_unit_charge_id_line_id_ordinal ON charge_unit (charge_id, line_id, ordinal);
CREATE INDEX ix_charge_unit_line_id ON charge_unit (line_id);
CREATE TABLE dispatch_line (
    id SERIAL_KEY,
    dispatch_id INTEGER NOT NULL REFERENCES dispatch (id),
    line_id INTEGER REFERENCES order_line (id),
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,
    variant TEXT NOT NULL,
    sku TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    price_cents BIGINT
);
CREATE INDEX ix_dispatch_line_dispatch_id ON dispatch_line (dispatch_id);
CREATE TABLE counter_offer (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    decision_id INTEGER REFERENCES decision (id),
    remedy TEXT NOT NULL,
    amount_cents BIGINT,
    currency TEXT NOT NULL,
    channel TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    made_at TEXT NOT NULL
);
CREATE INDEX ix_counter_offer_ticket_id ON counter_offer (ticket_id);
CREATE TABLE obligation (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    order_id INTEGER NOT NULL REFERENCES orders (id),
    decision_id INTEGER NOT NULL REFERENCES decision (id),
    state TEXT NOT NULL,
    part TEXT NOT NULL,
    discount_cents BIGINT NOT NULL,
    currency TEXT NOT NULL,
    next_order BOOLEAN NOT NULL,
    expires_at TEXT,
    ended_at TEXT,
    reference TEXT NOT NULL
);
CREATE INDEX ix_obligation_ticket_id ON obligation (ticket_id);
CREATE INDEX ix_obligation_state_expires_at ON obligation (state, expires_at);
CREATE TABLE order_tender (
    id SERIAL_KEY,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    kind TEXT NOT NULL,
    amount BIGINT NOT NULL,
    source TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_order_tender_order_id_kind ON order_tender (order_id, kind);
CREATE TABLE staff_pin (
    id SERIAL_KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    hash TEXT NOT NULL,
    failures INTEGER NOT NULL,
    locked_until_at TEXT,
    set_at TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_staff_pin_staff_id ON staff_pin (staff_id);
CREATE TABLE spending_limit (
    id SERIAL_KEY,
    role TEXT NOT NULL,
    remedy TEXT NOT NULL,
    scope TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_cents BIGINT
);
CREATE UNIQUE INDEX ix_spending_limit_role_remedy_scope_currency ON spending_limit (role, remedy, scope, currency);
