ALTER TABLE ticket ADD COLUMN receipt TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE ticket ADD COLUMN severity TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE ticket ADD COLUMN sub_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
ALTER TABLE ticket ADD COLUMN liability_marks TEXT NOT NULL DEFAULT '{}';
ALTER TABLE ticket ADD COLUMN late_ground TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN advice TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN info_due_at TEXT;
ALTER TABLE ticket ADD COLUMN stage_since_at TEXT;
ALTER TABLE ticket ADD COLUMN last_contact_at TEXT;
ALTER TABLE ticket ADD COLUMN due_kind TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN due_estimated BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE recovery ADD COLUMN opened_at TEXT;
ALTER TABLE recovery ADD COLUMN filed_at TEXT;
ALTER TABLE recovery ADD COLUMN ended_at TEXT;
ALTER TABLE recovery ADD COLUMN reference TEXT NOT NULL DEFAULT '';
ALTER TABLE follow_up ADD COLUMN planned_at TEXT;
ALTER TABLE follow_up ADD COLUMN planned_by_id INTEGER;
ALTER TABLE follow_up ADD COLUMN kept BOOLEAN;
ALTER TABLE follow_up ADD COLUMN satisfaction INTEGER;
ALTER TABLE evidence ADD COLUMN judgement TEXT NOT NULL DEFAULT '';
CREATE INDEX ix_follow_up_done_at_due_at ON follow_up (done_at, due_at);
CREATE TABLE stage_span (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    stage TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    left_at TEXT
);
CREATE INDEX ix_stage_span_ticket_id ON stage_span (ticket_id);
CREATE TABLE clock (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    kind TEXT NOT NULL,
    ref INTEGER NOT NULL,
    owner TEXT NOT NULL,
    due_at TEXT,
    started_at TEXT NOT NULL,
    rule TEXT NOT NULL,
    estimated BOOLEAN NOT NULL,
    remind_at TEXT,
    breached BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX ix_clock_ticket_id_kind_ref ON clock (ticket_id, kind, ref);
CREATE INDEX ix_clock_breached_due_at ON clock (breached, due_at);
CREATE INDEX ix_clock_remind_at ON clock (remind_at);
CREATE TABLE breach (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    kind TEXT NOT NULL,
    ref INTEGER NOT NULL,
    due_at TEXT NOT NULL,
    found_at TEXT NOT NULL,
    stage TEXT NOT NULL,
    assignee_id INTEGER REFERENCES staff (id),
    cause TEXT NOT NULL,
    acknowledged_by_id INTEGER REFERENCES staff (id),
    acknowledged_at TEXT
);
CREATE INDEX ix_breach_ticket_id ON breach (ticket_id);
CREATE INDEX ix_breach_acknowledged_at_found_at ON breach (acknowledged_at, found_at);
CREATE TABLE contact (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    at TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    direction TEXT NOT NULL,
    channel TEXT NOT NULL,
    reached TEXT NOT NULL,
    purpose TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id)
);
CREATE INDEX ix_contact_ticket_id ON contact (ticket_id);
CREATE TABLE contact_evidence (
    id SERIAL_KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    evidence_id INTEGER NOT NULL REFERENCES evidence (id)
);
CREATE UNIQUE INDEX ix_contact_evidence_contact_id_evidence_id ON contact_evidence (contact_id, evidence_id);
CREATE TABLE question (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    asked_by_id INTEGER NOT NULL REFERENCES staff (id),
    asked_of_id INTEGER NOT NULL REFERENCES staff (id),
    asked_at TEXT NOT NULL,
    due_at TEXT,
    answered_at TEXT,
    answered_by_id INTEGER REFERENCES staff (id)
);
CREATE INDEX ix_question_ticket_id ON question (ticket_id);
CREATE INDEX ix_question_answered_at_asked_of_id ON question (answered_at, asked_of_id);
CREATE TABLE check_override (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    check_id TEXT NOT NULL,
    verdict TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    made_at TEXT NOT NULL
);
CREATE INDEX ix_check_override_ticket_id ON check_override (ticket_id);
CREATE TABLE rule_override (
    id SERIAL_KEY,
    shop_id INTEGER REFERENCES shop (id),
    key TEXT NOT NULL,
    category TEXT NOT NULL,
    value TEXT NOT NULL,
    unit TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    reason TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    made_at TEXT NOT NULL,
    removed_at TEXT
);
CREATE INDEX ix_rule_override_shop_id ON rule_override (shop_id);
CREATE TABLE goods_policy (
    id SERIAL_KEY,
    shop_id INTEGER NOT NULL REFERENCES shop (id),
    sku TEXT NOT NULL,
    title TEXT NOT NULL,
    category TEXT NOT NULL,
    no_reason BOOLEAN,
    no_reason_days INTEGER,
    warranty_months INTEGER,
    buyer_pays_return BOOLEAN,
    terms TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_goods_policy_shop_id_sku_title ON goods_policy (shop_id, sku, title);
CREATE TABLE calendar_day (
    id SERIAL_KEY,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_calendar_day_day ON calendar_day (day);
CREATE TABLE calendar_year (
    id SERIAL_KEY,
    year INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    checked_at TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_calendar_year_year ON calendar_year (year);
CREATE TABLE notice_seen (
    id SERIAL_KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    notice TEXT NOT NULL,
    seen_at TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_notice_seen_staff_id_notice ON notice_seen (staff_id, notice);
CREATE TABLE solution_note (
    id SERIAL_KEY,
    title TEXT NOT NULL,
    symptom TEXT NOT NULL,
    advice TEXT NOT NULL,
    sku TEXT NOT NULL,
    fault_code TEXT NOT NULL,
    used INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    written_at TEXT NOT NULL,
    removed_at TEXT
);
CREATE INDEX ix_solution_note_sku ON solution_note (sku);
CREATE TABLE words_mark (
    id SERIAL_KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    mark INTEGER NOT NULL
);
CREATE INDEX ix_words_mark_mark ON words_mark (mark);
CREATE UNIQUE INDEX ix_words_mark_ticket_id_mark ON words_mark (ticket_id, mark);
CREATE TABLE reckoning (
    id SERIAL_KEY,
    rules TEXT NOT NULL,
    reached INTEGER
);
