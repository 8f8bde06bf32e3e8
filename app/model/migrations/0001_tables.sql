-- The tables of the first shape, portable between SQLite and PostgreSQL: SERIAL_KEY is
-- replaced by the engine's own counting primary key.
CREATE TABLE staff (
    id SERIAL_KEY,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    created_at TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_staff_name ON staff (name);
CREATE TABLE shop (
    id SERIAL_KEY,
    platform TEXT NOT NULL,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    currency TEXT NOT NULL,
    couriers TEXT NOT NULL,
    opening_hours TEXT NOT NULL,
    rule_pack TEXT NOT NULL,
    return_freight_cap_cents BIGINT NOT NULL,
    one_way_freight_cents BIGINT NOT NULL,
    return_days INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_shop_platform_name ON shop (platform, name);
CREATE TABLE shop_address (
    id SERIAL_KEY,
    shop_id INTEGER NOT NULL REFERENCES shop (id),
    contact TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    postcode TEXT NOT NULL,
    is_default BOOLEAN NOT NULL,
    removed BOOLEAN NOT NULL
);
CREATE INDEX ix_shop_address_shop_id ON shop_address (shop_id);
CREATE TABLE buyer (
    id SERIAL_KEY,
    shop_id INTEGER NOT NULL REFERENCES shop (id),
    created_at TEXT NOT NULL
);
CREATE INDEX ix_buyer_shop_id ON buyer (shop_id);
CREATE TABLE personal (
    id SERIAL_KEY,
    subject TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT,
    salt TEXT,
    digest TEXT NOT NULL,
    erased_at TEXT
);
CREATE UNIQUE INDEX ix_personal_subject_subject_id_field ON personal (subject, subject_id, field);
CREATE INDEX ix_personal_subject_field_value ON personal (subject, field, value);
CREATE TABLE import_batch (
    id SERIAL_KEY,
    importer TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    shop_id INTEGER NOT NULL REFERENCES shop (id),
    rows_read INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    created_at TEXT NOT NULL,
    undone_at TEXT
);
CREATE INDEX ix_import_batch_shop_id ON import_batch (shop_id);
CREATE TABLE orders (
    id SERIAL_KEY,
    shop_id INTEGER NOT NULL REFERENCES shop (id),
    buyer_id INTEGER REFERENCES buyer (id),
    number TEXT NOT NULL,
    number_reversed TEXT NOT NULL,
    source TEXT NOT NULL,
    status TEXT NOT NULL,
    currency TEXT NOT NULL,
    paid_cents BIGINT,
    shipping_cents BIGINT,
    goods_cents BIGINT,
    total_quantity INTEGER,
    paid_settled BOOLEAN NOT NULL,
    conflict TEXT NOT NULL,
    placed_at TEXT,
    paid_at TEXT,
    shipped_at TEXT,
    delivered_at TEXT,
    promised_at TEXT,
    courier TEXT NOT NULL,
    tracking TEXT NOT NULL,
    phone_tail TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX ix_orders_buyer_id ON orders (buyer_id);
CREATE INDEX ix_orders_number_reversed ON orders (number_reversed);
CREATE UNIQUE INDEX ix_orders_shop_id_number ON orders (shop_id, number);
CREATE INDEX ix_orders_number ON orders (number);
CREATE INDEX ix_orders_tracking ON orders (tracking);
CREATE TABLE order_statement (
    id SERIAL_KEY,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    source TEXT NOT NULL,
    paid_cents BIGINT,
    detail TEXT NOT NULL,
    stated_at TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_order_statement_order_id_source ON order_statement (order_id, source);
CREATE TABLE order_line (
    id SERIAL_KEY,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    position INTEGER NOT NULL,
    sku TEXT NOT NULL,
    title TEXT NOT NULL,
    variant TEXT NOT NULL,
    quantity INTEGER,
    unit_price_cents BIGINT,
    paid_share_cents BIGINT,
    share_state TEXT NOT NULL,
    share_frozen BOOLEAN NOT NULL,
    gift BOOLEAN NOT NULL,
    special TEXT NOT NULL,
    serial TEXT NOT NULL,
    lot TEXT NOT NULL,
    warranty_months INTEGER,
    source TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_order_line_order_id_position ON order_line (order_id, position);
CREATE TABLE ticket (
    id SERIAL_KEY,
    number TEXT NOT NULL,
    shop_id INTEGER NOT NULL REFERENCES shop (id),
    order_id INTEGER NOT NULL REFERENCES orders (id),
    buyer_id INTEGER REFERENCES buyer (id),
    channel TEXT NOT NULL,
    requested TEXT NOT NULL,
    requested_cents BIGINT,
    problem TEXT NOT NULL,
    platform_reason TEXT NOT NULL,
    true_reason TEXT NOT NULL,
    liability TEXT NOT NULL,
    liability_basis TEXT NOT NULL,
    assignee_id INTEGER REFERENCES staff (id),
    urgency INTEGER NOT NULL,
    snoozed_until_at TEXT,
    follows_platform BOOLEAN NOT NULL,
    review TEXT NOT NULL,
    offer TEXT NOT NULL,
    remedy TEXT NOT NULL,
    work TEXT NOT NULL,
    dispute TEXT NOT NULL,
    closing TEXT NOT NULL,
    flaws_settled BOOLEAN NOT NULL,
    confirmed_at TEXT,
    reject_reason TEXT NOT NULL,
    cancel_reason TEXT NOT NULL,
    return_by_at TEXT,
    return_courier TEXT NOT NULL,
    return_tracking TEXT NOT NULL,
    stage TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    due_at TEXT,
    due_sort TEXT NOT NULL,
    buyer_due_at TEXT,
    amount_cents BIGINT,
    money_at_risk_cents BIGINT NOT NULL,
    currency TEXT NOT NULL,
    goods TEXT NOT NULL,
    issue TEXT NOT NULL,
    evidence_count INTEGER NOT NULL,
    phone_tail TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    closed_at TEXT,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_ticket_number ON ticket (number);
CREATE INDEX ix_ticket_shop_id ON ticket (shop_id);
CREATE INDEX ix_ticket_order_id ON ticket (order_id);
CREATE INDEX ix_ticket_buyer_id ON ticket (buyer_id);
CREATE INDEX ix_ticket_is_open_due_sort ON ticket (is_open, due_sort);
CREATE INDEX ix_ticket_stage_due_sort ON ticket (stage, due_sort);
CREATE INDEX ix_ticket_applied_at ON ticket (applied_at);
CREATE INDEX ix_ticket_phone_tail ON ticket (phone_tail);
CREATE INDEX ix_ticket_kind ON ticket (coalesce(nullif(remedy, ''), requested));
CREATE TABLE platform_claim (
    id SERIAL_KEY,
    shop_id INTEGER NOT NULL REFERENCES shop (id),
    order_id INTEGER NOT NULL REFERENCES orders (id),
    ticket_id INTEGER REFERENCES ticket (id),
    line_id INTEGER REFERENCES order_line (id),
    claim_no TEXT NOT NULL,
    order_no TEXT NOT NULL,
    remedy TEXT NOT NULL,
    remedy_text TEXT NOT NULL,
    reason TEXT NOT NULL,
    amount_cents BIGINT,
    order_paid_cents BIGINT,
    currency TEXT NOT NULL,
    status TEXT NOT NULL,
    status_known BOOLEAN NOT NULL,
    facts TEXT NOT NULL,
    due_at TEXT,
    due_owner TEXT NOT NULL,
    applied_at TEXT,
    finished_at TEXT,
    goods_state TEXT NOT NULL,
    needs_return BOOLEAN,
    sku TEXT NOT NULL,
    title TEXT NOT NULL,
    return_courier TEXT NOT NULL,
    return_tracking TEXT NOT NULL,
    return_sent_at TEXT,
    out_tracking TEXT NOT NULL,
    liability_text TEXT NOT NULL,
    intervention TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch (id)
);
CREATE INDEX ix_platform_claim_order_id ON platform_claim (order_id);
CREATE INDEX ix_platform_claim_ticket_id ON platform_claim (ticket_id);
CREATE INDEX ix_platform_claim_line_id ON platform_claim (line_id);
CREATE UNIQUE INDEX ix_platform_claim_shop_id_claim_no ON platform_claim (shop_id, claim_no);
CREATE TABLE ticket_line (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    line_id INTEGER NOT NULL REFERENCES order_line (id),
    quantity_known BOOLEAN NOT NULL
);
CREATE INDEX ix_ticket_line_line_id ON ticket_line (line_id);
CREATE UNIQUE INDEX ix_ticket_line_ticket_id_line_id ON ticket_line (ticket_id, line_id);
CREATE TABLE ticket_unit (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    line_id INTEGER NOT NULL REFERENCES order_line (id),
    ordinal INTEGER NOT NULL,
    goods_in TEXT NOT NULL
);
CREATE INDEX ix_ticket_unit_line_id ON ticket_unit (line_id);
CREATE UNIQUE INDEX ix_ticket_unit_ticket_id_line_id_ordinal ON ticket_unit (ticket_id, line_id, ordinal);
CREATE TABLE evidence (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    code_number INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    original_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    captured_at TEXT,
    added_at TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    derived_from_id INTEGER REFERENCES evidence (id),
    pinned BOOLEAN NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    event_seq INTEGER NOT NULL
);
CREATE INDEX ix_evidence_sha256 ON evidence (sha256);
CREATE INDEX ix_evidence_derived_from_id ON evidence (derived_from_id);
CREATE UNIQUE INDEX ix_evidence_ticket_id_code_number ON evidence (ticket_id, code_number);
CREATE TABLE decision (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    round INTEGER NOT NULL,
    remedy TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    refund_cents BIGINT NOT NULL,
    compensation_cents BIGINT NOT NULL,
    freight_cents BIGINT NOT NULL,
    cost_cents BIGINT NOT NULL,
    currency TEXT NOT NULL,
    liability TEXT NOT NULL,
    freight_bearer TEXT NOT NULL,
    rule_versions TEXT NOT NULL,
    pinned_evidence TEXT NOT NULL,
    return_by_at TEXT,
    valid_until_at TEXT,
    intent_key TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    decided_at TEXT NOT NULL,
    answered_at TEXT,
    approved_by_id INTEGER REFERENCES staff (id),
    approved_at TEXT,
    event_seq INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_decision_intent_key ON decision (intent_key);
CREATE UNIQUE INDEX ix_decision_ticket_id_round ON decision (ticket_id, round);
CREATE TABLE payout (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    order_id INTEGER NOT NULL REFERENCES orders (id),
    decision_id INTEGER REFERENCES decision (id),
    claim_id INTEGER REFERENCES platform_claim (id),
    line_id INTEGER REFERENCES order_line (id),
    money_class TEXT NOT NULL,
    leg TEXT NOT NULL,
    method TEXT NOT NULL,
    source TEXT NOT NULL,
    amount_cents BIGINT NOT NULL,
    currency TEXT NOT NULL,
    state TEXT NOT NULL,
    reference TEXT NOT NULL,
    confirmed_by_file BOOLEAN NOT NULL,
    file_cents BIGINT,
    planned_at TEXT NOT NULL,
    submitted_at TEXT,
    arrived_at TEXT,
    ended_at TEXT,
    intent_key TEXT NOT NULL,
    event_seq INTEGER NOT NULL
);
CREATE INDEX ix_payout_ticket_id ON payout (ticket_id);
CREATE INDEX ix_payout_decision_id ON payout (decision_id);
CREATE INDEX ix_payout_claim_id ON payout (claim_id);
CREATE INDEX ix_payout_line_id ON payout (line_id);
CREATE INDEX ix_payout_order_id_state ON payout (order_id, state);
CREATE INDEX ix_payout_intent_key ON payout (intent_key);
CREATE INDEX ix_payout_arrived_at ON payout (arrived_at);
CREATE TABLE payout_unit (
    id SERIAL_KEY,
    payout_id INTEGER NOT NULL REFERENCES payout (id),
    line_id INTEGER NOT NULL REFERENCES order_line (id),
    ordinal INTEGER NOT NULL,
    amount_cents BIGINT NOT NULL
);
CREATE INDEX ix_payout_unit_line_id ON payout_unit (line_id);
CREATE UNIQUE INDEX ix_payout_unit_payout_id_line_id_ordinal ON payout_unit (payout_id, line_id, ordinal);
CREATE TABLE charge (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    decision_id INTEGER REFERENCES decision (id),
    reason TEXT NOT NULL,
    amount_cents BIGINT NOT NULL,
    currency TEXT NOT NULL,
    state TEXT NOT NULL,
    reference TEXT NOT NULL,
    planned_at TEXT NOT NULL,
    arrived_at TEXT,
    ended_at TEXT,
    event_seq INTEGER NOT NULL
);
CREATE INDEX ix_charge_ticket_id ON charge (ticket_id);
CREATE INDEX ix_charge_decision_id ON charge (decision_id);
CREATE TABLE return_parcel (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    courier TEXT NOT NULL,
    tracking TEXT NOT NULL,
    sent_at TEXT,
    received_at TEXT,
    received_by_id INTEGER REFERENCES staff (id)
);
CREATE INDEX ix_return_parcel_ticket_id ON return_parcel (ticket_id);
CREATE INDEX ix_return_parcel_tracking ON return_parcel (tracking);
CREATE TABLE inspection (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    parcel_id INTEGER REFERENCES return_parcel (id),
    line_id INTEGER NOT NULL REFERENCES order_line (id),
    ordinal INTEGER NOT NULL,
    condition TEXT NOT NULL,
    inspected_at TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id)
);
CREATE INDEX ix_inspection_ticket_id ON inspection (ticket_id);
CREATE INDEX ix_inspection_parcel_id ON inspection (parcel_id);
CREATE INDEX ix_inspection_line_id ON inspection (line_id);
CREATE TABLE dispatch (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    purpose TEXT NOT NULL,
    state TEXT NOT NULL,
    courier TEXT NOT NULL,
    tracking TEXT NOT NULL,
    shipped_at TEXT,
    delivered_at TEXT
);
CREATE INDEX ix_dispatch_ticket_id ON dispatch (ticket_id);
CREATE INDEX ix_dispatch_tracking ON dispatch (tracking);
CREATE TABLE repair_order (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    state TEXT NOT NULL,
    quote_cents BIGINT,
    currency TEXT NOT NULL,
    place TEXT NOT NULL,
    expected_at TEXT
);
CREATE INDEX ix_repair_order_ticket_id ON repair_order (ticket_id);
CREATE TABLE cost (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    kind TEXT NOT NULL,
    amount_cents BIGINT NOT NULL,
    currency TEXT NOT NULL,
    recorded_at TEXT NOT NULL
);
CREATE INDEX ix_cost_ticket_id ON cost (ticket_id);
CREATE TABLE recovery (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    against TEXT NOT NULL,
    filed_cents BIGINT,
    recovered_cents BIGINT,
    currency TEXT NOT NULL,
    due_at TEXT,
    state TEXT NOT NULL
);
CREATE INDEX ix_recovery_ticket_id ON recovery (ticket_id);
CREATE TABLE dispute (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    evidence_due_at TEXT,
    ruling TEXT NOT NULL,
    closed_at TEXT
);
CREATE INDEX ix_dispute_ticket_id ON dispute (ticket_id);
CREATE TABLE follow_up (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    kind TEXT NOT NULL,
    due_at TEXT NOT NULL,
    done_at TEXT,
    staff_id INTEGER REFERENCES staff (id)
);
CREATE INDEX ix_follow_up_ticket_id ON follow_up (ticket_id);
CREATE TABLE setting (
    id SERIAL_KEY,
    key TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_setting_key ON setting (key);
CREATE TABLE event (
    seq INTEGER PRIMARY KEY NOT NULL,
    chain INTEGER NOT NULL,
    chain_seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor INTEGER NOT NULL,
    role TEXT NOT NULL,
    at TEXT NOT NULL,
    zone TEXT NOT NULL,
    monotonic_ms INTEGER NOT NULL,
    clock_suspect BOOLEAN NOT NULL,
    data TEXT NOT NULL,
    rows TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash_version INTEGER NOT NULL,
    hash TEXT NOT NULL,
    global_hash TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_event_chain_chain_seq ON event (chain, chain_seq);
CREATE TABLE chain_head (
    chain INTEGER PRIMARY KEY NOT NULL,
    count INTEGER NOT NULL,
    hash TEXT NOT NULL
);
CREATE TABLE number_series (
    id SERIAL_KEY,
    day TEXT NOT NULL,
    last INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_number_series_day ON number_series (day);
CREATE TABLE ticket_number (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    reversed TEXT NOT NULL
);
CREATE INDEX ix_ticket_number_number ON ticket_number (number);
CREATE INDEX ix_ticket_number_reversed ON ticket_number (reversed);
CREATE UNIQUE INDEX ix_ticket_number_ticket_id_kind_number ON ticket_number (ticket_id, kind, number);
CREATE TABLE ticket_text (
    ticket_id INTEGER PRIMARY KEY NOT NULL REFERENCES ticket (id),
    text TEXT NOT NULL
);
CREATE TABLE ticket_count (
    id SERIAL_KEY,
    shop_id INTEGER NOT NULL REFERENCES shop (id),
    stage TEXT NOT NULL,
    kind TEXT NOT NULL,
    tally INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_ticket_count_shop_id_stage_kind ON ticket_count (shop_id, stage, kind);
CREATE TABLE draft (
    id SERIAL_KEY,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    saved_at TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_draft_key ON draft (key);
