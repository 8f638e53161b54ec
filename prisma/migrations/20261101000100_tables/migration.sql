-- The tables, as the schema files describe them. Whatever Prisma cannot say is in the migrations that follow.
SET ROLE app_owner;
-- CreateTable
CREATE TABLE "client" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "code" CITEXT NOT NULL,
    "legal_name" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "purchase_order" TEXT NOT NULL DEFAULT '',
    "engineers" INTEGER,
    "next_step" TEXT NOT NULL DEFAULT '',
    "next_step_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "client_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "contact" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "engagement" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "zone" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,
    "phase" TEXT NOT NULL,
    "phase_since" DATE NOT NULL,
    "hours_visibility" TEXT NOT NULL DEFAULT 'balance_only',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "engagement_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "terms" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "allowance_minutes" INTEGER NOT NULL,
    "allowance_per" TEXT NOT NULL,
    "start_day" INTEGER NOT NULL,
    "fee_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "carry" JSONB NOT NULL,
    "overage" JSONB NOT NULL,
    "rounding" JSONB NOT NULL,
    "acceptance_days" INTEGER,
    "due_working_day" INTEGER NOT NULL DEFAULT 3,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "terms_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "phase_move" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "from_phase" TEXT,
    "to_phase" TEXT NOT NULL,
    "moved_on" DATE NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "moved_by" UUID NOT NULL,
    "overridden" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL DEFAULT '',
    "sentence" TEXT NOT NULL DEFAULT '',
    "evidence" JSONB NOT NULL,

    CONSTRAINT "phase_move_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "recorded_evidence" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "criterion" TEXT NOT NULL,
    "happened_on" DATE NOT NULL,
    "note" TEXT NOT NULL,
    "recorded_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "recorded_evidence_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "milestone" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "done_on" DATE,
    "client_sees" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "milestone_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "user_account" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "email" CITEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "suspended_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "device" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "idle_until" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_request" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "email" CITEXT NOT NULL,
    "browser_hash" BYTEA NOT NULL,
    "link_hash" BYTEA NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "address" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "practice" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "suspended_at" TIMESTAMPTZ(3),

    CONSTRAINT "practice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "capacity_minutes" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "member_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "practice_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("practice_id","member_id","client_id")
);

-- CreateTable
CREATE TABLE "client_user" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "client_user_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID,
    "email" CITEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "invited_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "practice_id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "user_id" UUID,
    "session_id" UUID,
    "client_id" UUID,
    "action" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "fields" TEXT[],
    "request_id" TEXT,
    "prev_hash" BYTEA,
    "hash" BYTEA,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("practice_id","seq")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "practice_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "answer" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("practice_id","user_id","key")
);

-- CreateTable
CREATE TABLE "mail" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID,
    "kind" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "recipient" CITEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "sealed" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "sign_in_mail" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "recipient" CITEXT NOT NULL,
    "sealed" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "sign_in_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "title" TEXT NOT NULL,
    "brief" TEXT NOT NULL DEFAULT '',
    "started_on" DATE NOT NULL,
    "target_weeks" INTEGER NOT NULL DEFAULT 16,
    "openings" INTEGER NOT NULL DEFAULT 1,
    "client_sees" BOOLEAN NOT NULL DEFAULT false,
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "search_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "search_stage" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "search_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "stalled_days" INTEGER,

    CONSTRAINT "search_stage_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "scorecard" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "search_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" INTEGER NOT NULL,
    "mission" TEXT NOT NULL,
    "outcomes" JSONB NOT NULL,
    "must_haves" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scorecard_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "scorecard_approval" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "scorecard_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "decider" TEXT NOT NULL,
    "approved_on" DATE,
    "recorded_by" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "scorecard_approval_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "person" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "headline" TEXT NOT NULL DEFAULT '',
    "employer" TEXT NOT NULL DEFAULT '',
    "location" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "person_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "candidacy" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "search_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "person_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "disposition" TEXT NOT NULL DEFAULT 'active',
    "order_key" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "next_step" TEXT NOT NULL DEFAULT '',
    "next_step_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "candidacy_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "visit" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "search_id" UUID NOT NULL,
    "candidacy_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "stage_id" UUID NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),
    "moved_by" UUID NOT NULL,
    "why" TEXT NOT NULL DEFAULT '',
    "undone" BOOLEAN NOT NULL DEFAULT false,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "visit_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "candidacy_exit" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "search_id" UUID NOT NULL,
    "candidacy_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "party" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "closed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_by" UUID NOT NULL,
    "reopened_at" TIMESTAMPTZ(3),
    "reopened_by" UUID,

    CONSTRAINT "candidacy_exit_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "contract_month" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "month" CHAR(7) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "contract_month_pkey" PRIMARY KEY ("practice_id","engagement_id","month")
);

-- CreateTable
CREATE TABLE "closure" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "month" CHAR(7) NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "revision" INTEGER NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_by" UUID NOT NULL,
    "facts" JSONB NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "closure_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "ledger_line" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "closure_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "lot" CHAR(7),
    "amount_minor" BIGINT,
    "text" TEXT NOT NULL,

    CONSTRAINT "ledger_line_pkey" PRIMARY KEY ("practice_id","closure_id","position")
);

-- CreateTable
CREATE TABLE "statement_words" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "month" CHAR(7) NOT NULL,
    "outcomes" TEXT NOT NULL DEFAULT '',
    "decisions" TEXT NOT NULL DEFAULT '',
    "risks" TEXT NOT NULL DEFAULT '',
    "next_month" TEXT NOT NULL DEFAULT '',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "statement_words_pkey" PRIMARY KEY ("practice_id","engagement_id","month")
);

-- CreateTable
CREATE TABLE "statement" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "month" CHAR(7) NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "closure_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "words" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_by" UUID NOT NULL,

    CONSTRAINT "statement_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "statement_file" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "edition" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "statement_file_pkey" PRIMARY KEY ("practice_id","statement_id","edition","format")
);

-- CreateTable
CREATE TABLE "time_entry" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "work_date" DATE NOT NULL,
    "contract_month" CHAR(7) NOT NULL,
    "minutes" INTEGER NOT NULL,
    "activity" TEXT,
    "billable" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "private_note" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "zone" TEXT,
    "parallel" BOOLEAN NOT NULL DEFAULT false,
    "import_batch_id" UUID,
    "fingerprint" TEXT,
    "draft_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by" UUID,
    "void_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "time_entry_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "member_day" (
    "practice_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "minutes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "member_day_pkey" PRIMARY KEY ("practice_id","member_id","day")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "member_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "row_count" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entered_at" TIMESTAMPTZ(3),
    "outcome" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "practice_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("practice_id","batch_id","line")
);

-- CreateTable
CREATE TABLE "import_meaning" (
    "practice_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,

    CONSTRAINT "import_meaning_pkey" PRIMARY KEY ("practice_id","member_id","kind","name")
);

-- CreateIndex
CREATE UNIQUE INDEX "client_practice_id_code_key" ON "client"("practice_id", "code");

-- CreateIndex
CREATE INDEX "contact_practice_id_client_id_idx" ON "contact"("practice_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "engagement_practice_id_client_id_id_key" ON "engagement"("practice_id", "client_id", "id");

-- CreateIndex
CREATE INDEX "terms_practice_id_client_id_engagement_id_idx" ON "terms"("practice_id", "client_id", "engagement_id");

-- CreateIndex
CREATE UNIQUE INDEX "terms_practice_id_engagement_id_valid_from_key" ON "terms"("practice_id", "engagement_id", "valid_from");

-- CreateIndex
CREATE INDEX "phase_move_practice_id_client_id_engagement_id_moved_at_idx" ON "phase_move"("practice_id", "client_id", "engagement_id", "moved_at");

-- CreateIndex
CREATE INDEX "recorded_evidence_practice_id_client_id_engagement_id_idx" ON "recorded_evidence"("practice_id", "client_id", "engagement_id");

-- CreateIndex
CREATE INDEX "milestone_practice_id_client_id_engagement_id_due_on_idx" ON "milestone"("practice_id", "client_id", "engagement_id", "due_on");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_request_link_hash_key" ON "sign_in_request"("link_hash");

-- CreateIndex
CREATE INDEX "sign_in_request_email_created_at_idx" ON "sign_in_request"("email", "created_at");

-- CreateIndex
CREATE INDEX "sign_in_request_address_created_at_idx" ON "sign_in_request"("address", "created_at");

-- CreateIndex
CREATE INDEX "sign_in_request_browser_hash_idx" ON "sign_in_request"("browser_hash");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_practice_id_user_id_key" ON "member"("practice_id", "user_id");

-- CreateIndex
CREATE INDEX "assignment_practice_id_client_id_idx" ON "assignment"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "client_user_user_id_idx" ON "client_user"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "client_user_practice_id_client_id_user_id_key" ON "client_user"("practice_id", "client_id", "user_id");

-- CreateIndex
CREATE INDEX "invitation_practice_id_client_id_idx" ON "invitation"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "invitation_token_hash_idx" ON "invitation"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_practice_id_token_hash_key" ON "invitation"("practice_id", "token_hash");

-- CreateIndex
CREATE INDEX "audit_event_practice_id_object_object_id_idx" ON "audit_event"("practice_id", "object", "object_id");

-- CreateIndex
CREATE INDEX "mail_practice_id_client_id_idx" ON "mail"("practice_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_practice_id_dedupe_key_key" ON "mail"("practice_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "search_practice_id_client_id_engagement_id_idx" ON "search"("practice_id", "client_id", "engagement_id");

-- CreateIndex
CREATE UNIQUE INDEX "search_practice_id_client_id_id_key" ON "search"("practice_id", "client_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "search_stage_practice_id_client_id_search_id_id_key" ON "search_stage"("practice_id", "client_id", "search_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "search_stage_practice_id_search_id_position_key" ON "search_stage"("practice_id", "search_id", "position");

-- CreateIndex
CREATE INDEX "scorecard_practice_id_client_id_search_id_idx" ON "scorecard"("practice_id", "client_id", "search_id");

-- CreateIndex
CREATE UNIQUE INDEX "scorecard_practice_id_client_id_id_key" ON "scorecard"("practice_id", "client_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "scorecard_practice_id_search_id_number_key" ON "scorecard"("practice_id", "search_id", "number");

-- CreateIndex
CREATE INDEX "scorecard_approval_practice_id_client_id_scorecard_id_idx" ON "scorecard_approval"("practice_id", "client_id", "scorecard_id");

-- CreateIndex
CREATE UNIQUE INDEX "scorecard_approval_practice_id_scorecard_id_decider_key" ON "scorecard_approval"("practice_id", "scorecard_id", "decider");

-- CreateIndex
CREATE INDEX "candidacy_practice_id_client_id_search_id_stage_id_idx" ON "candidacy"("practice_id", "client_id", "search_id", "stage_id");

-- CreateIndex
CREATE INDEX "candidacy_practice_id_person_id_idx" ON "candidacy"("practice_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "candidacy_practice_id_client_id_search_id_id_key" ON "candidacy"("practice_id", "client_id", "search_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "candidacy_practice_id_search_id_person_id_key" ON "candidacy"("practice_id", "search_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "candidacy_practice_id_search_id_stage_id_order_key_key" ON "candidacy"("practice_id", "search_id", "stage_id", "order_key");

-- CreateIndex
CREATE INDEX "visit_practice_id_client_id_search_id_candidacy_id_idx" ON "visit"("practice_id", "client_id", "search_id", "candidacy_id");

-- CreateIndex
CREATE INDEX "visit_practice_id_client_id_search_id_stage_id_idx" ON "visit"("practice_id", "client_id", "search_id", "stage_id");

-- CreateIndex
CREATE INDEX "candidacy_exit_practice_id_client_id_search_id_candidacy_id_idx" ON "candidacy_exit"("practice_id", "client_id", "search_id", "candidacy_id");

-- CreateIndex
CREATE UNIQUE INDEX "contract_month_practice_id_client_id_engagement_id_month_key" ON "contract_month"("practice_id", "client_id", "engagement_id", "month");

-- CreateIndex
CREATE INDEX "closure_practice_id_client_id_engagement_id_month_idx" ON "closure"("practice_id", "client_id", "engagement_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "closure_practice_id_client_id_id_key" ON "closure"("practice_id", "client_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "closure_practice_id_engagement_id_month_revision_key" ON "closure"("practice_id", "engagement_id", "month", "revision");

-- CreateIndex
CREATE INDEX "ledger_line_practice_id_client_id_closure_id_idx" ON "ledger_line"("practice_id", "client_id", "closure_id");

-- CreateIndex
CREATE UNIQUE INDEX "statement_words_practice_id_client_id_engagement_id_month_key" ON "statement_words"("practice_id", "client_id", "engagement_id", "month");

-- CreateIndex
CREATE INDEX "statement_practice_id_client_id_closure_id_idx" ON "statement"("practice_id", "client_id", "closure_id");

-- CreateIndex
CREATE UNIQUE INDEX "statement_practice_id_client_id_id_key" ON "statement"("practice_id", "client_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "statement_practice_id_engagement_id_month_number_key" ON "statement"("practice_id", "engagement_id", "month", "number");

-- CreateIndex
CREATE INDEX "statement_file_practice_id_client_id_statement_id_idx" ON "statement_file"("practice_id", "client_id", "statement_id");

-- CreateIndex
CREATE INDEX "time_entry_practice_id_engagement_id_contract_month_work_da_idx" ON "time_entry"("practice_id", "engagement_id", "contract_month", "work_date");

-- CreateIndex
CREATE INDEX "time_entry_practice_id_client_id_engagement_id_contract_mon_idx" ON "time_entry"("practice_id", "client_id", "engagement_id", "contract_month");

-- CreateIndex
CREATE INDEX "time_entry_practice_id_member_id_work_date_idx" ON "time_entry"("practice_id", "member_id", "work_date");

-- CreateIndex
CREATE INDEX "time_entry_practice_id_work_date_id_idx" ON "time_entry"("practice_id", "work_date", "id");

-- CreateIndex
CREATE INDEX "time_entry_practice_id_import_batch_id_idx" ON "time_entry"("practice_id", "import_batch_id");

-- CreateIndex
CREATE UNIQUE INDEX "time_entry_practice_id_fingerprint_key" ON "time_entry"("practice_id", "fingerprint");

-- CreateIndex
CREATE INDEX "import_batch_practice_id_member_id_created_at_idx" ON "import_batch"("practice_id", "member_id", "created_at");

-- AddForeignKey
ALTER TABLE "client" ADD CONSTRAINT "client_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "terms" ADD CONSTRAINT "terms_practice_id_client_id_engagement_id_fkey" FOREIGN KEY ("practice_id", "client_id", "engagement_id") REFERENCES "engagement"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "phase_move" ADD CONSTRAINT "phase_move_practice_id_client_id_engagement_id_fkey" FOREIGN KEY ("practice_id", "client_id", "engagement_id") REFERENCES "engagement"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "recorded_evidence" ADD CONSTRAINT "recorded_evidence_practice_id_client_id_engagement_id_fkey" FOREIGN KEY ("practice_id", "client_id", "engagement_id") REFERENCES "engagement"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_practice_id_client_id_engagement_id_fkey" FOREIGN KEY ("practice_id", "client_id", "engagement_id") REFERENCES "engagement"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_practice_id_member_id_fkey" FOREIGN KEY ("practice_id", "member_id") REFERENCES "member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "client_user" ADD CONSTRAINT "client_user_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "client_user" ADD CONSTRAINT "client_user_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "search" ADD CONSTRAINT "search_practice_id_client_id_engagement_id_fkey" FOREIGN KEY ("practice_id", "client_id", "engagement_id") REFERENCES "engagement"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "search_stage" ADD CONSTRAINT "search_stage_practice_id_client_id_search_id_fkey" FOREIGN KEY ("practice_id", "client_id", "search_id") REFERENCES "search"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "scorecard" ADD CONSTRAINT "scorecard_practice_id_client_id_search_id_fkey" FOREIGN KEY ("practice_id", "client_id", "search_id") REFERENCES "search"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "scorecard_approval" ADD CONSTRAINT "scorecard_approval_practice_id_client_id_scorecard_id_fkey" FOREIGN KEY ("practice_id", "client_id", "scorecard_id") REFERENCES "scorecard"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "candidacy" ADD CONSTRAINT "candidacy_practice_id_client_id_search_id_fkey" FOREIGN KEY ("practice_id", "client_id", "search_id") REFERENCES "search"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "candidacy" ADD CONSTRAINT "candidacy_practice_id_client_id_search_id_stage_id_fkey" FOREIGN KEY ("practice_id", "client_id", "search_id", "stage_id") REFERENCES "search_stage"("practice_id", "client_id", "search_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "candidacy" ADD CONSTRAINT "candidacy_practice_id_person_id_fkey" FOREIGN KEY ("practice_id", "person_id") REFERENCES "person"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_practice_id_client_id_search_id_candidacy_id_fkey" FOREIGN KEY ("practice_id", "client_id", "search_id", "candidacy_id") REFERENCES "candidacy"("practice_id", "client_id", "search_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_practice_id_client_id_search_id_stage_id_fkey" FOREIGN KEY ("practice_id", "client_id", "search_id", "stage_id") REFERENCES "search_stage"("practice_id", "client_id", "search_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "candidacy_exit" ADD CONSTRAINT "candidacy_exit_practice_id_client_id_search_id_candidacy_i_fkey" FOREIGN KEY ("practice_id", "client_id", "search_id", "candidacy_id") REFERENCES "candidacy"("practice_id", "client_id", "search_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "contract_month" ADD CONSTRAINT "contract_month_practice_id_client_id_engagement_id_fkey" FOREIGN KEY ("practice_id", "client_id", "engagement_id") REFERENCES "engagement"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "closure" ADD CONSTRAINT "closure_practice_id_client_id_engagement_id_month_fkey" FOREIGN KEY ("practice_id", "client_id", "engagement_id", "month") REFERENCES "contract_month"("practice_id", "client_id", "engagement_id", "month") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ledger_line" ADD CONSTRAINT "ledger_line_practice_id_client_id_closure_id_fkey" FOREIGN KEY ("practice_id", "client_id", "closure_id") REFERENCES "closure"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "statement_words" ADD CONSTRAINT "statement_words_practice_id_client_id_engagement_id_month_fkey" FOREIGN KEY ("practice_id", "client_id", "engagement_id", "month") REFERENCES "contract_month"("practice_id", "client_id", "engagement_id", "month") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_practice_id_client_id_closure_id_fkey" FOREIGN KEY ("practice_id", "client_id", "closure_id") REFERENCES "closure"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "statement_file" ADD CONSTRAINT "statement_file_practice_id_client_id_statement_id_fkey" FOREIGN KEY ("practice_id", "client_id", "statement_id") REFERENCES "statement"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "time_entry" ADD CONSTRAINT "time_entry_practice_id_member_id_fkey" FOREIGN KEY ("practice_id", "member_id") REFERENCES "member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "time_entry" ADD CONSTRAINT "time_entry_practice_id_client_id_engagement_id_contract_mo_fkey" FOREIGN KEY ("practice_id", "client_id", "engagement_id", "contract_month") REFERENCES "contract_month"("practice_id", "client_id", "engagement_id", "month") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "time_entry" ADD CONSTRAINT "time_entry_practice_id_import_batch_id_fkey" FOREIGN KEY ("practice_id", "import_batch_id") REFERENCES "import_batch"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "member_day" ADD CONSTRAINT "member_day_practice_id_member_id_fkey" FOREIGN KEY ("practice_id", "member_id") REFERENCES "member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_practice_id_member_id_fkey" FOREIGN KEY ("practice_id", "member_id") REFERENCES "member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_practice_id_batch_id_fkey" FOREIGN KEY ("practice_id", "batch_id") REFERENCES "import_batch"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

RESET ROLE;
