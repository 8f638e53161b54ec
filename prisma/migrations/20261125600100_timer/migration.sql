-- A running timer: one for each member of a practice, whatever runs in how many browsers. It ends as hours or discarded
-- with a reason, and its row stays. The start is the server's reading of what the device said; both are kept.
SET ROLE app_owner;
CREATE TABLE "timer" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "device_started_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL,
    "activity" TEXT,
    "billable" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "device_ended_at" TIMESTAMPTZ(3),
    "discard_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "timer_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE INDEX "timer_practice_id_client_id_engagement_id_idx" ON "timer"("practice_id", "client_id", "engagement_id");
CREATE UNIQUE INDEX timer_one_running ON timer (practice_id, member_id) WHERE ended_at IS NULL;
ALTER TABLE "timer"
  ADD CONSTRAINT "timer_practice_id_client_id_engagement_id_fkey" FOREIGN KEY ("practice_id", "client_id", "engagement_id")
    REFERENCES "engagement"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "timer_practice_id_member_id_fkey" FOREIGN KEY ("practice_id", "member_id")
    REFERENCES "member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT timer_order CHECK (ended_at >= started_at),
  ADD CONSTRAINT timer_end CHECK (ended_at IS NOT NULL OR (discard_reason IS NULL AND device_ended_at IS NULL));

-- The wall, and behind it: one's own timer always, others' where one works for the client; nobody touches another's.
ALTER TABLE timer ENABLE ROW LEVEL SECURITY;
ALTER TABLE timer FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON timer AS RESTRICTIVE FOR ALL TO app_rw, app_portal, app_jobs
  USING (practice_id = (SELECT app.practice())) WITH CHECK (practice_id = (SELECT app.practice()));
CREATE POLICY staff_read ON timer FOR SELECT TO app_rw
  USING ((SELECT app.role()) IN ('owner', 'cto', 'assistant') AND (member_id = (SELECT app.member())
    OR (SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[])));
CREATE POLICY staff_start ON timer FOR INSERT TO app_rw
  WITH CHECK ((SELECT app.role()) IN ('owner', 'cto', 'assistant') AND member_id = (SELECT app.member())
    AND ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[])));
CREATE POLICY staff_change ON timer FOR UPDATE TO app_rw
  USING ((SELECT app.role()) IN ('owner', 'cto', 'assistant') AND member_id = (SELECT app.member()))
  WITH CHECK (member_id = (SELECT app.member()));
GRANT SELECT, INSERT ON timer TO app_rw;
GRANT UPDATE (activity, billable, text, ended_at, device_ended_at, discard_reason, version) ON timer TO app_rw;
GRANT SELECT ON timer TO app_backup;

CREATE TRIGGER keep_tenant BEFORE UPDATE OF practice_id ON timer FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_client BEFORE UPDATE OF client_id ON timer FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON timer FOR EACH ROW EXECUTE FUNCTION app.audit();
RESET ROLE;
