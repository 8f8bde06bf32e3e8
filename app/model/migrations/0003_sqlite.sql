CREATE TRIGGER contact_is_never_deleted BEFORE DELETE ON contact
BEGIN SELECT RAISE(ABORT, 'append-only: contact'); END
--;
CREATE TRIGGER contact_is_never_changed BEFORE UPDATE ON contact
BEGIN SELECT RAISE(ABORT, 'append-only: contact'); END
--;
CREATE TRIGGER check_override_is_never_deleted BEFORE DELETE ON check_override
BEGIN SELECT RAISE(ABORT, 'append-only: check_override'); END
--;
CREATE TRIGGER check_override_is_never_changed BEFORE UPDATE ON check_override
BEGIN SELECT RAISE(ABORT, 'append-only: check_override'); END
--;
CREATE TRIGGER breach_is_never_deleted BEFORE DELETE ON breach
BEGIN SELECT RAISE(ABORT, 'append-only: breach'); END
--;
CREATE TRIGGER breach_keeps_its_facts BEFORE UPDATE OF
    id, ticket_id, kind, ref, due_at, found_at, stage, assignee_id ON breach
BEGIN SELECT RAISE(ABORT, 'append-only: breach'); END
