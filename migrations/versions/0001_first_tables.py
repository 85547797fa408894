"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_key",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False, comment="names the key, not secret"),
        sa.Column("hash", sa.String(), nullable=False, comment="SHA-256 of the 256-bit secret"),
        sa.Column(
            "person",
            sa.String(),
            nullable=False,
            comment="who holds it: two keys, still one person",
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('officer', 'focal_point', 'approver', 'auditor', 'integration', 'administrator')",
            name=op.f("ck_api_key_role_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("prefix", name=op.f("uq_api_key_prefix")),
    )
    op.create_table(
        "event",
        sa.Column(
            "log_index",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="from 0, without gaps",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False, comment="subject:act"),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column(
            "leaf_hash",
            sa.String(),
            nullable=False,
            comment="RFC 6962 leaf hash of the event's bytes",
        ),
        sa.PrimaryKeyConstraint("log_index", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_subject"), ["subject"], unique=False)

    op.create_table(
        "guideline_set",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("rule", sa.String(), nullable=True, comment="the rule confirmed or corrected"),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_guideline_set_digest_is_sha256")),
        sa.ForeignKeyConstraint(
            ["supersedes"], ["guideline_set.id"], name=op.f("fk_guideline_set_supersedes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guideline_set")),
        sa.UniqueConstraint("digest", name=op.f("uq_guideline_set_digest")),
        sa.UniqueConstraint("supersedes", name=op.f("uq_guideline_set_supersedes")),
    )
    op.create_table(
        "list_snapshot",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("list_id", sa.String(), nullable=False),
        sa.Column(
            "digest", sa.String(), nullable=False, comment="SHA-256 of the publisher's bytes"
        ),
        sa.Column("parser", sa.String(), nullable=False, comment="parser and version that read it"),
        sa.Column(
            "published",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="the publisher's own date",
        ),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("loaded_by", sa.String(), nullable=False),
        sa.Column("entry_count", sa.Integer(), nullable=False),
        sa.Column(
            "files", sa.JSON(), nullable=False, comment="name, sha256 and bytes of each stored file"
        ),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_list_snapshot_digest_is_sha256")),
        sa.ForeignKeyConstraint(
            ["supersedes"], ["list_snapshot.id"], name=op.f("fk_list_snapshot_supersedes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_snapshot")),
        sa.UniqueConstraint(
            "list_id", "digest", "parser", name=op.f("uq_list_snapshot_list_id_digest_parser")
        ),
    )
    op.create_table(
        "log_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column(
            "frontier",
            sa.JSON(),
            nullable=False,
            comment="roots of the full subtrees, largest first",
        ),
        sa.Column("root", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_log_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_head")),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column(
            "vendor_id",
            sa.String(),
            nullable=False,
            comment="derived from the strongest number given",
        ),
        sa.Column("vendor_name", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column(
            "digest", sa.String(), nullable=False, comment="SHA-256 of the body's RFC 8785 form"
        ),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.String(), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_submission_digest_is_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index("ix_submission_newest", ["vendor_id", "id"], unique=False)

    op.create_table(
        "document",
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("named_by", sa.JSON(), nullable=False, comment="pointers to where it is named"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_document_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", "digest", name=op.f("pk_document")),
    )
    op.create_table(
        "fact",
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("fact", sa.String(), nullable=False, comment="id within the submission"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "subject",
            sa.String(),
            nullable=False,
            comment="a party of the submission, or engagement",
        ),
        sa.Column("verification", sa.String(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_fact_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", "fact", name=op.f("pk_fact")),
    )
    op.create_table(
        "list_check",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("list_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column(
            "source",
            sa.String(),
            nullable=False,
            comment="address asked, or name of the file given",
        ),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column(
            "reason", sa.String(), nullable=False, comment="why refused or failed, in plain words"
        ),
        sa.Column("snapshot_id", sa.String(), nullable=True),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column(
            "last_modified", sa.String(), nullable=True, comment="the publisher's header, verbatim"
        ),
        sa.CheckConstraint(
            "(result IN ('changed', 'unchanged')) = (snapshot_id IS NOT NULL)",
            name=op.f("ck_list_check_good_has_snapshot"),
        ),
        sa.CheckConstraint(
            "result IN ('changed', 'unchanged', 'refused', 'failed')",
            name=op.f("ck_list_check_result_known"),
        ),
        sa.CheckConstraint(
            "snapshot_id IS NOT NULL OR reason <> ''", name=op.f("ck_list_check_bad_has_reason")
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["list_snapshot.id"], name=op.f("fk_list_check_snapshot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_check")),
    )
    with op.batch_alter_table("list_check", schema=None) as batch_op:
        batch_op.create_index("ix_list_check_newest", ["list_id", "id"], unique=False)

    op.create_table(
        "list_entry",
        sa.Column("snapshot_id", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False, comment="the publisher's own reference"),
        sa.Column("position", sa.Integer(), nullable=False, comment="place in the file, from 0"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False, comment="the whole entry as plain data"),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["list_snapshot.id"], name=op.f("fk_list_entry_snapshot_id")
        ),
        sa.PrimaryKeyConstraint("snapshot_id", "ref", name=op.f("pk_list_entry")),
    )
    op.create_table(
        "party",
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False, comment="id within the submission"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_party_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", "party", name=op.f("pk_party")),
    )
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_party_name"), ["name"], unique=False)

    op.create_table(
        "run",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("submission_digest", sa.String(), nullable=False),
        sa.Column(
            "as_of", sa.DateTime(timezone=True), nullable=False, comment="the clock of the run"
        ),
        sa.Column("occasion", sa.String(), nullable=False, comment="why it was made"),
        sa.Column("requested_by", sa.String(), nullable=False),
        sa.Column("policy_digest", sa.String(), nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.Column("guideline_set_id", sa.String(), nullable=False),
        sa.Column(
            "lists",
            sa.JSON(),
            nullable=False,
            comment="id, digest, published, checked_at, snapshot",
        ),
        sa.Column(
            "engine", sa.JSON(), nullable=False, comment="versions and digests of the code that ran"
        ),
        sa.CheckConstraint(
            "occasion IN ('requested', 'arrival', 'change')", name=op.f("ck_run_occasion_known")
        ),
        sa.CheckConstraint(
            "length(policy_digest) = 64", name=op.f("ck_run_policy_digest_is_sha256")
        ),
        sa.CheckConstraint(
            "length(submission_digest) = 64", name=op.f("ck_run_submission_digest_is_sha256")
        ),
        sa.ForeignKeyConstraint(
            ["guideline_set_id"], ["guideline_set.id"], name=op.f("fk_run_guideline_set_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_run_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.create_index("ix_run_newest", ["submission_id", "id"], unique=False)

    op.create_table(
        "assessment",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("recommended", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_assessment_run_id")),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_assessment")),
    )
    op.create_table(
        "check_result",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("check_name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="reporting order, from 0"),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "body", sa.JSON(), nullable=False, comment="the whole result, its findings included"
        ),
        sa.CheckConstraint(
            "answer <> 'not_checked' OR reason <> ''",
            name=op.f("ck_check_result_not_checked_has_reason"),
        ),
        sa.CheckConstraint(
            "answer IN ('clear', 'findings', 'not_checked')",
            name=op.f("ck_check_result_answer_known"),
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_check_result_run_id")),
        sa.PrimaryKeyConstraint("run_id", "check_name", name=op.f("pk_check_result")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "needs_second", sa.Boolean(), nullable=False, comment="a second person must confirm it"
        ),
        sa.Column(
            "permitted",
            sa.JSON(),
            nullable=False,
            comment="what could be chosen at the time, and why",
        ),
        sa.Column(
            "assessment", sa.JSON(), nullable=False, comment="as it stood with the disposals"
        ),
        sa.Column("disposals", sa.JSON(), nullable=False, comment="the disposals it rests on"),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('eligible', 'eligible_with_conditions', 'not_eligible', 'referred', 'insufficient_information')",
            name=op.f("ck_decision_outcome_known"),
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_decision_run_id")),
        sa.ForeignKeyConstraint(
            ["supersedes"], ["decision.id"], name=op.f("fk_decision_supersedes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("supersedes", name=op.f("uq_decision_supersedes")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index("ix_decision_newest", ["run_id", "id"], unique=False)

    op.create_table(
        "finding",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column(
            "key",
            sa.String(),
            nullable=False,
            comment="the same for the same evidence, in every run",
        ),
        sa.Column("check_name", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column(
            "digest",
            sa.String(),
            nullable=False,
            comment="SHA-256 of the body: equal means word for word",
        ),
        sa.CheckConstraint(
            "severity IN ('bars', 'refers', 'informs')", name=op.f("ck_finding_severity_known")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_finding_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("run_id", "key", name=op.f("uq_finding_run_id_key")),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index("ix_finding_same", ["key", "digest"], unique=False)

    op.create_table(
        "rule_result",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('met', 'unmet', 'unproven', 'not_applicable')",
            name=op.f("ck_rule_result_outcome_known"),
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_rule_result_run_id")),
        sa.PrimaryKeyConstraint("run_id", "rule", name=op.f("pk_rule_result")),
    )
    op.create_table(
        "decision_confirmation",
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_confirmation_decision_id")
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_decision_confirmation")),
    )
    op.create_table(
        "disposal",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("disposal", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False, comment="what the author looked at"),
        sa.Column("expires_on", sa.Date(), nullable=True, comment="last day on which it holds"),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.CheckConstraint(
            "disposal IN ('true_match', 'false_match', 'unresolved')",
            name=op.f("ck_disposal_disposal_known"),
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_disposal_has_reason")),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_disposal_finding_id")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes"], ["disposal.id"], name=op.f("fk_disposal_supersedes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal")),
        sa.UniqueConstraint("supersedes", name=op.f("uq_disposal_supersedes")),
    )
    with op.batch_alter_table("disposal", schema=None) as batch_op:
        batch_op.create_index("ix_disposal_newest", ["finding_id", "id"], unique=False)

    op.create_table(
        "record",
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False, comment="SHA-256 of the signed envelope"),
        sa.Column(
            "file",
            sa.String(),
            nullable=False,
            comment="the whole file: envelope, place in the log, proof",
        ),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_record_digest_is_sha256")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_record_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["log_index"], ["event.log_index"], name=op.f("fk_record_log_index")
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_record")),
        sa.UniqueConstraint("digest", name=op.f("uq_record_digest")),
        sa.UniqueConstraint("log_index", name=op.f("uq_record_log_index")),
    )


def downgrade() -> None:
    op.drop_table("record")
    with op.batch_alter_table("disposal", schema=None) as batch_op:
        batch_op.drop_index("ix_disposal_newest")

    op.drop_table("disposal")
    op.drop_table("decision_confirmation")
    op.drop_table("rule_result")
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.drop_index("ix_finding_same")

    op.drop_table("finding")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index("ix_decision_newest")

    op.drop_table("decision")
    op.drop_table("check_result")
    op.drop_table("assessment")
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.drop_index("ix_run_newest")

    op.drop_table("run")
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_party_name"))

    op.drop_table("party")
    op.drop_table("list_entry")
    with op.batch_alter_table("list_check", schema=None) as batch_op:
        batch_op.drop_index("ix_list_check_newest")

    op.drop_table("list_check")
    op.drop_table("fact")
    op.drop_table("document")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index("ix_submission_newest")

    op.drop_table("submission")
    op.drop_table("log_head")
    op.drop_table("list_snapshot")
    op.drop_table("guideline_set")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_subject"))

    op.drop_table("event")
    op.drop_table("api_key")
