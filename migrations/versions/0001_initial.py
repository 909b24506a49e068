"""Every table of the first release. Squashed until then."""

from alembic import op
import sqlalchemy as sa


revision = '0001'
down_revision = None


def upgrade() -> None:
    op.create_table('account_attempts',
    sa.Column('what_hash', sa.String(length=64), nullable=False),
    sa.Column('period', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('what_hash', 'period', name=op.f('pk_account_attempts'))
    )
    with op.batch_alter_table('account_attempts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_account_attempts_period'), ['period'], unique=False)

    op.create_table('accounts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('sign_in_name', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('links_off', sa.Boolean(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('password', sa.String(length=255), nullable=True),
    sa.Column('fs_uniquifier', sa.String(length=64), nullable=False),
    sa.Column('tf_primary_method', sa.String(length=64), nullable=True),
    sa.Column('tf_totp_secret', sa.String(length=255), nullable=True),
    sa.Column('tf_phone_number', sa.String(length=128), nullable=True),
    sa.Column('mf_recovery_codes', sa.JSON(), nullable=True),
    sa.Column('totp_counter', sa.BigInteger(), nullable=True),
    sa.Column('demonstration', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accounts')),
    sa.UniqueConstraint('fs_uniquifier', name=op.f('uq_accounts_fs_uniquifier')),
    sa.UniqueConstraint('public_id', name=op.f('uq_accounts_public_id')),
    sa.UniqueConstraint('sign_in_name', name=op.f('uq_accounts_sign_in_name'))
    )
    with op.batch_alter_table('accounts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_accounts_email'), ['email'], unique=False)

    op.create_table('audit_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('action', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entries'))
    )
    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_entries_actor'), ['actor'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entries_done_at'), ['done_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entries_kind_public_id_id'), ['kind', 'public_id', 'id'], unique=False)

    op.create_table('catalogue_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_catalogue_version'))
    )
    op.execute('INSERT INTO catalogue_version (id, version) VALUES (1, 0)')  # its only row
    op.create_table('centres',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('address', sa.String(length=200), nullable=False),
    sa.Column('postcode', sa.String(length=8), nullable=True),
    sa.Column('latitude', sa.Double(), nullable=True),
    sa.Column('longitude', sa.Double(), nullable=True),
    sa.Column('phone', sa.String(length=40), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('website', sa.String(length=500), nullable=True),
    sa.Column('opening_times', sa.JSON(), nullable=False),
    sa.Column('is_lead', sa.Boolean(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_centres')),
    sa.UniqueConstraint('public_id', name=op.f('uq_centres_public_id')),
    sa.UniqueConstraint('slug', name=op.f('uq_centres_slug'))
    )
    op.create_table('counted_periods',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('first_on', sa.Date(), nullable=False),
    sa.Column('definitions', sa.String(length=40), nullable=False),
    sa.Column('counted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.String(length=40), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_counted_periods')),
    sa.UniqueConstraint('period', name=op.f('uq_counted_periods_period'))
    )
    with op.batch_alter_table('counted_periods', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_counted_periods_first_on'), ['first_on'], unique=False)

    op.create_table('districts',
    sa.Column('code', sa.String(length=9), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('latitude', sa.Double(), nullable=False),
    sa.Column('longitude', sa.Double(), nullable=False),
    sa.Column('counted_with', sa.String(length=40), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_districts')),
    sa.UniqueConstraint('slug', name=op.f('uq_districts_slug'))
    )
    op.create_table('evaluations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('folded', sa.String(length=200), nullable=False),
    sa.Column('evaluator', sa.String(length=200), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('agreement', sa.String(length=200), nullable=False),
    sa.Column('begins_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('months_only', sa.Boolean(), nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=True),
    sa.Column('erasures', sa.Integer(), nullable=False),
    sa.Column('set_up_by', sa.String(length=40), nullable=False),
    sa.Column('set_up_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.String(length=40), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluations')),
    sa.UniqueConstraint('folded', name=op.f('uq_evaluations_folded')),
    sa.UniqueConstraint('public_id', name=op.f('uq_evaluations_public_id'))
    )
    op.create_table('guidance_articles',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('own', sa.Boolean(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('summary', sa.String(length=400), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('sources', sa.JSON(), nullable=False),
    sa.Column('reviewed_on', sa.Date(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guidance_articles')),
    sa.UniqueConstraint('public_id', name=op.f('uq_guidance_articles_public_id')),
    sa.UniqueConstraint('slug', name=op.f('uq_guidance_articles_slug'))
    )
    op.create_table('job_clocks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('job', sa.String(length=40), nullable=False),
    sa.Column('seen_to', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_clocks')),
    sa.UniqueConstraint('job', name=op.f('uq_job_clocks_job'))
    )
    op.create_table('job_runs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('job', sa.String(length=40), nullable=False),
    sa.Column('arguments', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.String(length=400), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_runs'))
    )
    with op.batch_alter_table('job_runs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_runs_job'), ['job'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_runs_state_job'), ['state', 'job'], unique=False)

    op.create_table('kept_forms',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key_hash', sa.String(length=64), nullable=False),
    sa.Column('path', sa.String(length=400), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_forms')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_kept_forms_key_hash'))
    )
    op.create_table('postcode_areas',
    sa.Column('code', sa.String(length=6), nullable=False),
    sa.Column('latitude', sa.Double(), nullable=False),
    sa.Column('longitude', sa.Double(), nullable=False),
    sa.Column('radius_km', sa.Double(), nullable=False),
    sa.Column('district_code', sa.String(length=9), nullable=True),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_postcode_areas'))
    )
    op.create_table('postcodes',
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.Column('latitude', sa.Double(), nullable=False),
    sa.Column('longitude', sa.Double(), nullable=False),
    sa.Column('district_code', sa.String(length=9), nullable=True),
    sa.Column('deprivation_decile', sa.Integer(), nullable=True),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_postcodes'))
    )
    with op.batch_alter_table('postcodes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_postcodes_district_code'), ['district_code'], unique=False)

    op.create_table('publications',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('definitions', sa.String(length=40), nullable=False),
    sa.Column('threshold', sa.Integer(), nullable=False),
    sa.Column('exposed', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('made_by', sa.String(length=40), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('approved_by', sa.String(length=40), nullable=True),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by', sa.String(length=40), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_because', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_publications')),
    sa.UniqueConstraint('period', 'edition', name=op.f('uq_publications_period_edition')),
    sa.UniqueConstraint('public_id', name=op.f('uq_publications_public_id'))
    )
    with op.batch_alter_table('publications', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_publications_period'), ['period'], unique=False)

    op.create_table('registration_drafts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=True),
    sa.Column('role_public_id', sa.String(length=22), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_registration_drafts')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_registration_drafts_code_hash')),
    sa.UniqueConstraint('public_id', name=op.f('uq_registration_drafts_public_id'))
    )
    with op.batch_alter_table('registration_drafts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_registration_drafts_changed_at'), ['changed_at'], unique=False)

    op.create_table('school_holidays',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('first_on', sa.Date(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_school_holidays'))
    )
    op.create_table('submissions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('result_public_id', sa.String(length=22), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_submissions')),
    sa.UniqueConstraint('digest', name=op.f('uq_submissions_digest'))
    )
    op.create_table('terms',
    sa.Column('uri', sa.String(length=255), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('label', sa.String(length=200), nullable=False),
    sa.Column('synonyms', sa.JSON(), nullable=False),
    sa.Column('broader_uri', sa.String(length=255), nullable=True),
    sa.Column('definition', sa.Text(), nullable=False),
    sa.Column('offered', sa.Boolean(), nullable=False),
    sa.Column('known', sa.Boolean(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('uri', name=op.f('pk_terms')),
    sa.UniqueConstraint('slug', name=op.f('uq_terms_slug'))
    )
    with op.batch_alter_table('terms', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_terms_kind'), ['kind'], unique=False)

    op.create_table('wage_rates',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('area', sa.String(length=200), nullable=False),
    sa.Column('occupation', sa.String(length=200), nullable=False),
    sa.Column('pence', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('entered_by', sa.String(length=40), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_by', sa.String(length=40), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['replaces_id'], ['wage_rates.id'], name=op.f('fk_wage_rates_replaces_id_wage_rates')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wage_rates')),
    sa.UniqueConstraint('public_id', name=op.f('uq_wage_rates_public_id'))
    )
    with op.batch_alter_table('wage_rates', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_wage_rates_valid_from'), ['valid_from'], unique=False)

    op.create_table('account_challenges',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('link_hash', sa.String(length=64), nullable=True),
    sa.Column('code_hash', sa.String(length=64), nullable=True),
    sa.Column('browser_hash', sa.String(length=64), nullable=True),
    sa.Column('address', sa.String(length=254), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_account_challenges_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_challenges')),
    sa.UniqueConstraint('link_hash', name=op.f('uq_account_challenges_link_hash')),
    sa.UniqueConstraint('public_id', name=op.f('uq_account_challenges_public_id'))
    )
    with op.batch_alter_table('account_challenges', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_account_challenges_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_account_challenges_expires_at'), ['expires_at'], unique=False)

    op.create_table('centre_districts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('district_code', sa.String(length=9), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_centre_districts_centre_id_centres')),
    sa.ForeignKeyConstraint(['district_code'], ['districts.code'], name=op.f('fk_centre_districts_district_code_districts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_centre_districts'))
    )
    with op.batch_alter_table('centre_districts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_centre_districts_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_centre_districts_district_code'), ['district_code'], unique=False)

    op.create_table('figure_adjustments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('closed_period_id', sa.Integer(), nullable=False),
    sa.Column('listed_in_id', sa.Integer(), nullable=False),
    sa.Column('measure', sa.String(length=40), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=True),
    sa.Column('district_code', sa.String(length=9), nullable=True),
    sa.Column('grouping', sa.String(length=255), nullable=False),
    sa.Column('numerator', sa.Integer(), nullable=False),
    sa.Column('denominator', sa.Integer(), nullable=False),
    sa.Column('unknown', sa.Integer(), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_figure_adjustments_centre_id_centres')),
    sa.ForeignKeyConstraint(['closed_period_id'], ['counted_periods.id'], name=op.f('fk_figure_adjustments_closed_period_id_counted_periods')),
    sa.ForeignKeyConstraint(['district_code'], ['districts.code'], name=op.f('fk_figure_adjustments_district_code_districts')),
    sa.ForeignKeyConstraint(['listed_in_id'], ['counted_periods.id'], name=op.f('fk_figure_adjustments_listed_in_id_counted_periods')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_figure_adjustments'))
    )
    with op.batch_alter_table('figure_adjustments', schema=None) as batch_op:
        batch_op.create_index('ix_figure_adjustments_listed', ['listed_in_id'], unique=False)
        batch_op.create_index('ix_figure_adjustments_of', ['closed_period_id'], unique=False)

    op.create_table('figure_spreads',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('counted_period_id', sa.Integer(), nullable=False),
    sa.Column('measure', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('area', sa.String(length=90), nullable=False),
    sa.Column('grouping', sa.String(length=255), nullable=False),
    sa.Column('stays', sa.Integer(), nullable=False),
    sa.Column('median', sa.Double(), nullable=False),
    sa.Column('ninth', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['counted_period_id'], ['counted_periods.id'], name=op.f('fk_figure_spreads_counted_period_id_counted_periods')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_figure_spreads')),
    sa.UniqueConstraint('counted_period_id', 'measure', 'area', 'grouping', name='cell')
    )
    op.create_table('figures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('counted_period_id', sa.Integer(), nullable=False),
    sa.Column('measure', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=True),
    sa.Column('district_code', sa.String(length=9), nullable=True),
    sa.Column('grouping', sa.String(length=255), nullable=False),
    sa.Column('numerator', sa.Integer(), nullable=False),
    sa.Column('denominator', sa.Integer(), nullable=False),
    sa.Column('unknown', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_figures_centre_id_centres')),
    sa.ForeignKeyConstraint(['counted_period_id'], ['counted_periods.id'], name=op.f('fk_figures_counted_period_id_counted_periods')),
    sa.ForeignKeyConstraint(['district_code'], ['districts.code'], name=op.f('fk_figures_district_code_districts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_figures'))
    )
    with op.batch_alter_table('figures', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_figures_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index('ix_figures_measure', ['counted_period_id', 'measure'], unique=False)

    op.create_table('funding',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=True),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('pence', sa.Integer(), nullable=False),
    sa.Column('came_from', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('entered_by', sa.String(length=40), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_by', sa.String(length=40), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_funding_centre_id_centres')),
    sa.ForeignKeyConstraint(['replaces_id'], ['funding.id'], name=op.f('fk_funding_replaces_id_funding')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_funding')),
    sa.UniqueConstraint('public_id', name=op.f('uq_funding_public_id'))
    )
    with op.batch_alter_table('funding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_funding_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_funding_received_on'), ['received_on'], unique=False)

    op.create_table('guidance_editions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('own', sa.Boolean(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('summary', sa.String(length=400), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['guidance_articles.id'], name=op.f('fk_guidance_editions_article_id_guidance_articles')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guidance_editions')),
    sa.UniqueConstraint('article_id', 'version', name=op.f('uq_guidance_editions_article_id_version'))
    )
    op.create_table('import_runs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('form', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('files', sa.JSON(), nullable=False),
    sa.Column('mapping', sa.JSON(), nullable=True),
    sa.Column('rows_read', sa.Integer(), nullable=False),
    sa.Column('report', sa.JSON(), nullable=True),
    sa.Column('problem', sa.String(length=400), nullable=False),
    sa.Column('asked_by', sa.String(length=40), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_import_runs_centre_id_centres')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_runs')),
    sa.UniqueConstraint('public_id', name=op.f('uq_import_runs_public_id'))
    )
    with op.batch_alter_table('import_runs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_runs_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_import_runs_state'), ['state'], unique=False)

    op.create_table('nameless_enquiries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_by', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_nameless_enquiries_centre_id_centres')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nameless_enquiries'))
    )
    with op.batch_alter_table('nameless_enquiries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_nameless_enquiries_centre_id'), ['centre_id'], unique=False)

    op.create_table('organisations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('state', sa.String(length=20), server_default='listed', nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('org_id', sa.String(length=80), nullable=True),
    sa.Column('income_band', sa.String(length=20), nullable=True),
    sa.Column('website', sa.String(length=500), nullable=True),
    sa.Column('contact_name', sa.String(length=200), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('phone', sa.String(length=40), nullable=True),
    sa.Column('second_name', sa.String(length=200), nullable=True),
    sa.Column('second_email', sa.String(length=254), nullable=True),
    sa.Column('second_phone', sa.String(length=40), nullable=True),
    sa.Column('postcode', sa.String(length=8), nullable=True),
    sa.Column('district_code', sa.String(length=9), nullable=True),
    sa.Column('centre_id', sa.Integer(), nullable=True),
    sa.Column('opening_days', sa.JSON(), nullable=True),
    sa.Column('insurance', sa.String(length=20), nullable=True),
    sa.Column('insurance_ends_on', sa.Date(), nullable=True),
    sa.Column('expenses', sa.String(length=20), nullable=True),
    sa.Column('safeguarding_lead', sa.String(length=200), nullable=True),
    sa.Column('safeguarding_reviewed_on', sa.Date(), nullable=True),
    sa.Column('data_protection_on', sa.Date(), nullable=True),
    sa.Column('runs_a_centre', sa.Boolean(), nullable=False),
    sa.Column('trusted', sa.Boolean(), nullable=False),
    sa.Column('trusted_reason', sa.String(length=400), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('verified_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answers_soon', sa.Boolean(), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('source_id', sa.String(length=255), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_organisations_centre_id_centres')),
    sa.ForeignKeyConstraint(['district_code'], ['districts.code'], name=op.f('fk_organisations_district_code_districts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisations')),
    sa.UniqueConstraint('public_id', name=op.f('uq_organisations_public_id')),
    sa.UniqueConstraint('source', 'source_id', name=op.f('uq_organisations_source_source_id'))
    )
    with op.batch_alter_table('organisations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisations_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisations_district_code'), ['district_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisations_state'), ['state'], unique=False)

    op.create_table('period_confirmations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('counted_period_id', sa.Integer(), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_by', sa.String(length=40), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_period_confirmations_centre_id_centres')),
    sa.ForeignKeyConstraint(['counted_period_id'], ['counted_periods.id'], name=op.f('fk_period_confirmations_counted_period_id_counted_periods')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_period_confirmations')),
    sa.UniqueConstraint('counted_period_id', 'centre_id', name=op.f('uq_period_confirmations_counted_period_id_centre_id'))
    )
    with op.batch_alter_table('period_confirmations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_period_confirmations_centre_id'), ['centre_id'], unique=False)

    op.create_table('places',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('folded', sa.String(length=200), nullable=False),
    sa.Column('latitude', sa.Double(), nullable=False),
    sa.Column('longitude', sa.Double(), nullable=False),
    sa.Column('population', sa.Integer(), nullable=False),
    sa.Column('district_code', sa.String(length=9), nullable=False),
    sa.ForeignKeyConstraint(['district_code'], ['districts.code'], name=op.f('fk_places_district_code_districts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_places'))
    )
    with op.batch_alter_table('places', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_places_folded'), ['folded'], unique=False)

    op.create_table('published_tables',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('publication_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('measure', sa.String(length=40), nullable=False),
    sa.Column('definition', sa.Text(), nullable=False),
    sa.Column('unit', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['publication_id'], ['publications.id'], name=op.f('fk_published_tables_publication_id_publications')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_published_tables')),
    sa.UniqueConstraint('publication_id', 'name', name=op.f('uq_published_tables_publication_id_name'))
    )
    op.create_table('quality_counts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('counted_on', sa.Date(), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('check_id', sa.String(length=40), nullable=False),
    sa.Column('found', sa.Integer(), nullable=False),
    sa.Column('among', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_quality_counts_centre_id_centres')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quality_counts')),
    sa.UniqueConstraint('counted_on', 'centre_id', 'check_id', name=op.f('uq_quality_counts_counted_on_centre_id_check_id'))
    )
    with op.batch_alter_table('quality_counts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quality_counts_centre_id'), ['centre_id'], unique=False)

    op.create_table('release_erasures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('pseudonym', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluations.id'], name=op.f('fk_release_erasures_evaluation_id_evaluations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release_erasures')),
    sa.UniqueConstraint('evaluation_id', 'number', name=op.f('uq_release_erasures_evaluation_id_number'))
    )
    op.create_table('releases',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('definitions', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('asked_by', sa.String(length=40), nullable=False),
    sa.Column('asked_by_lead', sa.Boolean(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=True),
    sa.Column('problem', sa.String(length=400), nullable=False),
    sa.Column('decided_by', sa.String(length=40), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.String(length=1000), nullable=False),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.Column('erasures_seen', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluations.id'], name=op.f('fk_releases_evaluation_id_evaluations')),
    sa.ForeignKeyConstraint(['replaces_id'], ['releases.id'], name=op.f('fk_releases_replaces_id_releases')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_releases')),
    sa.UniqueConstraint('evaluation_id', 'period', 'number', name=op.f('uq_releases_evaluation_id_period_number')),
    sa.UniqueConstraint('public_id', name=op.f('uq_releases_public_id'))
    )
    with op.batch_alter_table('releases', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_releases_state'), ['state'], unique=False)

    op.create_table('sign_ins',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('method', sa.String(length=40), nullable=False),
    sa.Column('browser', sa.String(length=120), nullable=False),
    sa.Column('second_factor', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_sign_ins_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_ins')),
    sa.UniqueConstraint('public_id', name=op.f('uq_sign_ins_public_id')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_ins_token_hash'))
    )
    with op.batch_alter_table('sign_ins', schema=None) as batch_op:
        batch_op.create_index('ix_sign_ins_live', ['account_id', 'ended_at'], unique=False)

    op.create_table('targets',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('measure', sa.String(length=40), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('amount', sa.Double(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('entered_by', sa.String(length=40), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_by', sa.String(length=40), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_targets_centre_id_centres')),
    sa.ForeignKeyConstraint(['replaces_id'], ['targets.id'], name=op.f('fk_targets_replaces_id_targets')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_targets')),
    sa.UniqueConstraint('public_id', name=op.f('uq_targets_public_id'))
    )
    with op.batch_alter_table('targets', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_targets_centre_id'), ['centre_id'], unique=False)

    op.create_table('training_events',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('for_whom', sa.String(length=40), nullable=False),
    sa.Column('topic', sa.String(length=40), nullable=False),
    sa.Column('function', sa.String(length=40), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=400), nullable=False),
    sa.Column('online_link', sa.String(length=500), nullable=False),
    sa.Column('places', sa.Integer(), nullable=False),
    sa.Column('places_taken', sa.Integer(), nullable=False),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('minutes > 0', name=op.f('ck_training_events_minutes')),
    sa.CheckConstraint('places_taken <= places', name=op.f('ck_training_events_places')),
    sa.CheckConstraint('places_taken >= 0', name=op.f('ck_training_events_places_taken')),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_training_events_centre_id_centres')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_events')),
    sa.UniqueConstraint('public_id', name=op.f('uq_training_events_public_id'))
    )
    with op.batch_alter_table('training_events', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_training_events_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_events_starts_at'), ['starts_at'], unique=False)

    op.create_table('volunteers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('first_name', sa.String(length=200), nullable=False),
    sa.Column('last_name', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('phone', sa.String(length=40), nullable=True),
    sa.Column('phone_e164', sa.String(length=16), nullable=True),
    sa.Column('second_phone', sa.String(length=40), nullable=True),
    sa.Column('address', sa.String(length=500), nullable=False),
    sa.Column('preferred_channel', sa.String(length=40), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('heard_through', sa.String(length=40), nullable=True),
    sa.Column('volunteered_before', sa.String(length=20), nullable=True),
    sa.Column('postcode', sa.String(length=8), nullable=True),
    sa.Column('latitude', sa.Double(), nullable=True),
    sa.Column('longitude', sa.Double(), nullable=True),
    sa.Column('approximate', sa.Boolean(), nullable=False),
    sa.Column('district_code', sa.String(length=9), nullable=True),
    sa.Column('within_km', sa.Double(), nullable=True),
    sa.Column('travel_mode', sa.String(length=10), nullable=True),
    sa.Column('remote', sa.String(length=10), nullable=False),
    sa.Column('about', sa.String(length=2000), nullable=False),
    sa.Column('access_needs', sa.JSON(), nullable=False),
    sa.Column('age_band', sa.String(length=10), nullable=True),
    sa.Column('born_on', sa.Date(), nullable=True),
    sa.Column('born_on_needed_for', sa.String(length=40), nullable=True),
    sa.Column('availability_stated', sa.Boolean(), nullable=False),
    sa.Column('any_time', sa.Boolean(), nullable=False),
    sa.Column('week_changes', sa.Boolean(), nullable=False),
    sa.Column('minutes_per_week', sa.Integer(), nullable=True),
    sa.Column('available_from', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('touched_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('compared_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('source', sa.String(length=40), nullable=True),
    sa.Column('source_id', sa.String(length=255), nullable=True),
    sa.Column('source_digest', sa.String(length=64), nullable=True),
    sa.Column('merged_into_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_volunteers_centre_id_centres')),
    sa.ForeignKeyConstraint(['district_code'], ['districts.code'], name=op.f('fk_volunteers_district_code_districts')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['volunteers.id'], name=op.f('fk_volunteers_merged_into_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteers')),
    sa.UniqueConstraint('public_id', name=op.f('uq_volunteers_public_id')),
    sa.UniqueConstraint('source', 'source_id', name=op.f('uq_volunteers_source_source_id'))
    )
    with op.batch_alter_table('volunteers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteers_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteers_district_code'), ['district_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteers_email'), ['email'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteers_merged_into_id'), ['merged_into_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteers_phone_e164'), ['phone_e164'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteers_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteers_touched_at'), ['touched_at'], unique=False)

    op.create_table('account_hats',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('volunteer_id', sa.Integer(), nullable=True),
    sa.Column('safeguarding', sa.Boolean(), nullable=False),
    sa.Column('helper', sa.Boolean(), nullable=False),
    sa.CheckConstraint("(role = 'member') = (organisation_id IS NOT NULL)", name=op.f('ck_account_hats_member_has_organisation')),
    sa.CheckConstraint("(role = 'volunteer') = (volunteer_id IS NOT NULL)", name=op.f('ck_account_hats_own_record')),
    sa.CheckConstraint("(role IN ('broker', 'manager')) = (centre_id IS NOT NULL)", name=op.f('ck_account_hats_staff_has_centre')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_account_hats_account_id_accounts')),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_account_hats_centre_id_centres')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_account_hats_organisation_id_organisations')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_account_hats_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_hats')),
    sa.UniqueConstraint('account_id', 'role', 'centre_id', 'organisation_id', 'volunteer_id', name=op.f('uq_account_hats_account_id_role_centre_id_organisation_id_volunteer_id'))
    )
    with op.batch_alter_table('account_hats', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_account_hats_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_account_hats_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_account_hats_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_account_hats_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('alerts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=True),
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('query', sa.Text(), nullable=False),
    sa.Column('words', sa.String(length=400), nullable=False),
    sa.Column('how_often', sa.String(length=10), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('channel', sa.String(length=10), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('wording_version', sa.String(length=40), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('seen_to', sa.DateTime(timezone=True), nullable=True),
    sa.Column('announced', sa.JSON(), nullable=False),
    sa.Column('next_due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('wanted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('paused_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_alerts_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alerts')),
    sa.UniqueConstraint('public_id', name=op.f('uq_alerts_public_id'))
    )
    with op.batch_alter_table('alerts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_alerts_address'), ['address'], unique=False)
        batch_op.create_index(batch_op.f('ix_alerts_state_next_due_at'), ['state', 'next_due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_alerts_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('calendar_addresses',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=50), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_calendar_addresses_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_addresses')),
    sa.UniqueConstraint('token', name=op.f('uq_calendar_addresses_token')),
    sa.UniqueConstraint('volunteer_id', name=op.f('uq_calendar_addresses_volunteer_id'))
    )
    op.create_table('centre_notices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('noted_by', sa.String(length=40), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('seen_by', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_centre_notices_centre_id_centres')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_centre_notices_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_centre_notices')),
    sa.UniqueConstraint('public_id', name=op.f('uq_centre_notices_public_id'))
    )
    with op.batch_alter_table('centre_notices', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_centre_notices_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_centre_notices_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('concern_holds',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('who', sa.String(length=401), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('set_by', sa.String(length=40), nullable=False),
    sa.Column('lifted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lifted_by', sa.String(length=40), nullable=True),
    sa.CheckConstraint('(volunteer_id IS NULL) <> (organisation_id IS NULL)', name=op.f('ck_concern_holds_person_or_organisation')),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_concern_holds_centre_id_centres')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_concern_holds_organisation_id_organisations')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_concern_holds_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_concern_holds')),
    sa.UniqueConstraint('public_id', name=op.f('uq_concern_holds_public_id'))
    )
    with op.batch_alter_table('concern_holds', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_concern_holds_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_concern_holds_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_concern_holds_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('consents',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(length=40), nullable=False),
    sa.Column('given', sa.Boolean(), nullable=False),
    sa.Column('wording_version', sa.String(length=40), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_consents_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consents'))
    )
    with op.batch_alter_table('consents', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consents_volunteer_id_purpose_recorded_at'), ['volunteer_id', 'purpose', 'recorded_at'], unique=False)

    op.create_table('data_requests',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.String(length=40), nullable=True),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_data_requests_centre_id_centres')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_data_requests_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_data_requests')),
    sa.UniqueConstraint('public_id', name=op.f('uq_data_requests_public_id'))
    )
    with op.batch_alter_table('data_requests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_data_requests_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_data_requests_due_on'), ['due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_data_requests_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('equality_answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('question', sa.String(length=40), nullable=False),
    sa.Column('answer', sa.String(length=40), nullable=False),
    sa.Column('list_version', sa.String(length=40), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_equality_answers_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_equality_answers')),
    sa.UniqueConstraint('volunteer_id', 'question', name=op.f('uq_equality_answers_volunteer_id_question'))
    )
    with op.batch_alter_table('equality_answers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_equality_answers_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('guardian_consents',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('opportunity_public_id', sa.String(length=22), nullable=True),
    sa.Column('guardian_name', sa.String(length=200), nullable=False),
    sa.Column('relation', sa.String(length=80), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('phone', sa.String(length=40), nullable=True),
    sa.Column('wording_version', sa.String(length=40), nullable=False),
    sa.Column('answer', sa.String(length=20), nullable=False),
    sa.Column('how', sa.String(length=10), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by', sa.String(length=40), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('recorded_by', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_guardian_consents_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guardian_consents')),
    sa.UniqueConstraint('public_id', name=op.f('uq_guardian_consents_public_id'))
    )
    with op.batch_alter_table('guardian_consents', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_guardian_consents_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('import_files',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['run_id'], ['import_runs.id'], name=op.f('fk_import_files_run_id_import_runs')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_files'))
    )
    with op.batch_alter_table('import_files', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_files_run_id'), ['run_id'], unique=False)

    op.create_table('messages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('channel', sa.String(length=10), nullable=False),
    sa.Column('address', sa.String(length=400), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('reply_to', sa.String(length=254), nullable=True),
    sa.Column('purpose', sa.String(length=40), nullable=False),
    sa.Column('transactional', sa.Boolean(), nullable=False),
    sa.Column('subject', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=True),
    sa.Column('about_kind', sa.String(length=40), nullable=True),
    sa.Column('about_id', sa.String(length=22), nullable=True),
    sa.Column('volunteer_id', sa.Integer(), nullable=True),
    sa.Column('centre_id', sa.Integer(), nullable=True),
    sa.Column('internet_id', sa.String(length=255), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('queued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('claim', sa.String(length=22), nullable=True),
    sa.Column('handed_over', sa.Boolean(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('doubts', sa.Integer(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('problem', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_messages_centre_id_centres')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_messages_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_messages')),
    sa.UniqueConstraint('internet_id', name=op.f('uq_messages_internet_id')),
    sa.UniqueConstraint('key', name=op.f('uq_messages_key')),
    sa.UniqueConstraint('public_id', name=op.f('uq_messages_public_id'))
    )
    with op.batch_alter_table('messages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_messages_about_kind_about_id'), ['about_kind', 'about_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_messages_address'), ['address'], unique=False)
        batch_op.create_index(batch_op.f('ix_messages_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_messages_state_due_at'), ['state', 'due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_messages_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('opportunities',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.String(length=20), server_default='role', nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('summary', sa.String(length=400), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('commitment', sa.String(length=400), nullable=False),
    sa.Column('apply_url', sa.String(length=500), nullable=True),
    sa.Column('attendance', sa.String(length=20), nullable=False),
    sa.Column('micro', sa.Boolean(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('hours_minutes', sa.Integer(), nullable=True),
    sa.Column('hours_per', sa.String(length=10), nullable=True),
    sa.Column('flexible', sa.Boolean(), nullable=False),
    sa.Column('places_offered', sa.Integer(), nullable=True),
    sa.Column('places_taken', sa.Integer(), nullable=False),
    sa.Column('in_flight_limit', sa.Integer(), nullable=True),
    sa.Column('in_flight', sa.Integer(), nullable=False),
    sa.Column('interview_needed', sa.Boolean(), nullable=True),
    sa.Column('minimum_age', sa.Integer(), nullable=True),
    sa.Column('maximum_age', sa.Integer(), nullable=True),
    sa.Column('check_level', sa.String(length=20), nullable=True),
    sa.Column('check_reason', sa.String(length=400), nullable=True),
    sa.Column('with_children', sa.Boolean(), nullable=True),
    sa.Column('with_adults_at_risk', sa.Boolean(), nullable=True),
    sa.Column('in_private_homes', sa.Boolean(), nullable=True),
    sa.Column('expenses_paid', sa.Boolean(), nullable=True),
    sa.Column('training_given', sa.Boolean(), nullable=True),
    sa.Column('step_free', sa.Boolean(), nullable=True),
    sa.Column('on_a_bus_route', sa.Boolean(), nullable=True),
    sa.Column('accessible_toilet', sa.Boolean(), nullable=True),
    sa.Column('parking', sa.Boolean(), nullable=True),
    sa.Column('getting_there', sa.String(length=400), server_default='', nullable=False),
    sa.Column('shareable', sa.Boolean(), nullable=True),
    sa.Column('good_first_role', sa.Boolean(), nullable=True),
    sa.Column('meetings_a_year', sa.Integer(), nullable=True),
    sa.Column('term_years', sa.Integer(), nullable=True),
    sa.Column('induction_given', sa.Boolean(), nullable=True),
    sa.Column('eligibility_declared', sa.Boolean(), nullable=True),
    sa.Column('group_least', sa.Integer(), nullable=True),
    sa.Column('group_most', sa.Integer(), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('expires_on', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('source_id', sa.String(length=255), nullable=False),
    sa.Column('source_digest', sa.String(length=64), nullable=True),
    sa.Column('shifted_days', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_version', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('in_flight <= in_flight_limit', name=op.f('ck_opportunities_in_flight_limit')),
    sa.CheckConstraint('in_flight >= 0', name=op.f('ck_opportunities_in_flight')),
    sa.CheckConstraint('places_taken <= places_offered', name=op.f('ck_opportunities_places_offered')),
    sa.CheckConstraint('places_taken >= 0', name=op.f('ck_opportunities_places_taken')),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_opportunities_centre_id_centres')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_opportunities_organisation_id_organisations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opportunities')),
    sa.UniqueConstraint('public_id', name=op.f('uq_opportunities_public_id')),
    sa.UniqueConstraint('source', 'source_id', name=op.f('uq_opportunities_source_source_id'))
    )
    with op.batch_alter_table('opportunities', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opportunities_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_opportunities_changed_version'), ['changed_version'], unique=False)
        batch_op.create_index(batch_op.f('ix_opportunities_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_opportunities_state'), ['state'], unique=False)

    op.create_table('organisation_invitations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('note', sa.String(length=400), nullable=False),
    sa.Column('helper', sa.Boolean(), nullable=False),
    sa.Column('made_by', sa.String(length=40), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_organisation_invitations_organisation_id_organisations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_invitations')),
    sa.UniqueConstraint('public_id', name=op.f('uq_organisation_invitations_public_id'))
    )
    with op.batch_alter_table('organisation_invitations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_invitations_made_at'), ['made_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_invitations_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('organisation_moves',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('from_state', sa.String(length=20), nullable=False),
    sa.Column('to_state', sa.String(length=20), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('missing', sa.JSON(), nullable=False),
    sa.Column('help', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_organisation_moves_organisation_id_organisations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_moves'))
    )
    with op.batch_alter_table('organisation_moves', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_moves_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('published_lines',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('table_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=255), nullable=False),
    sa.Column('label', sa.String(length=200), nullable=False),
    sa.Column('is_total', sa.Boolean(), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=True),
    sa.Column('share', sa.Integer(), nullable=True),
    sa.Column('for_others', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['table_id'], ['published_tables.id'], name=op.f('fk_published_lines_table_id_published_tables')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_published_lines')),
    sa.UniqueConstraint('table_id', 'code', name=op.f('uq_published_lines_table_id_code'))
    )
    op.create_table('release_files',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('release_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['release_id'], ['releases.id'], name=op.f('fk_release_files_release_id_releases')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release_files')),
    sa.UniqueConstraint('release_id', 'name', name=op.f('uq_release_files_release_id_name'))
    )
    op.create_table('support_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('group_name', sa.String(length=200), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('function', sa.String(length=40), nullable=False),
    sa.Column('topic', sa.String(length=40), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('logged_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(organisation_id IS NULL) <> (group_name = '')", name=op.f('ck_support_entries_who')),
    sa.CheckConstraint('minutes > 0', name=op.f('ck_support_entries_minutes')),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_support_entries_centre_id_centres')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_support_entries_organisation_id_organisations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_support_entries')),
    sa.UniqueConstraint('public_id', name=op.f('uq_support_entries_public_id'))
    )
    with op.batch_alter_table('support_entries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_support_entries_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_support_entries_given_on'), ['given_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_support_entries_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('training_bookings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('phone', sa.String(length=40), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('group_name', sa.String(length=200), nullable=False),
    sa.Column('attended', sa.Boolean(), nullable=True),
    sa.Column('booked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.CheckConstraint("attended IS NULL OR state = 'booked'", name=op.f('ck_training_bookings_attended')),
    sa.ForeignKeyConstraint(['event_id'], ['training_events.id'], name=op.f('fk_training_bookings_event_id_training_events')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_training_bookings_organisation_id_organisations')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_training_bookings_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_bookings')),
    sa.UniqueConstraint('public_id', name=op.f('uq_training_bookings_public_id'))
    )
    with op.batch_alter_table('training_bookings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_training_bookings_event_id_state'), ['event_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_bookings_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_bookings_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteer_carers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('relation', sa.String(length=80), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('phone', sa.String(length=40), nullable=True),
    sa.Column('address', sa.String(length=500), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_volunteer_carers_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_carers'))
    )
    with op.batch_alter_table('volunteer_carers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_carers_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteer_checks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('level', sa.String(length=40), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('seen_by', sa.String(length=40), nullable=False),
    sa.Column('decision', sa.String(length=40), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('opportunity_public_id', sa.String(length=22), nullable=True),
    sa.Column('update_service', sa.Boolean(), nullable=True),
    sa.CheckConstraint("decision IN ('suitable', 'suitable_with_conditions', 'not_suitable', 'not_decided')", name=op.f('ck_volunteer_checks_decision')),
    sa.CheckConstraint("level IN ('basic', 'standard', 'enhanced', 'enhanced_barred')", name=op.f('ck_volunteer_checks_level')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_volunteer_checks_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_checks')),
    sa.UniqueConstraint('public_id', name=op.f('uq_volunteer_checks_public_id'))
    )
    with op.batch_alter_table('volunteer_checks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_checks_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteer_merges',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('kept_id', sa.Integer(), nullable=False),
    sa.Column('merged_id', sa.Integer(), nullable=False),
    sa.Column('merged_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('merged_by', sa.String(length=40), nullable=False),
    sa.Column('before', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('moved', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('undone_by', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['kept_id'], ['volunteers.id'], name=op.f('fk_volunteer_merges_kept_id_volunteers')),
    sa.ForeignKeyConstraint(['merged_id'], ['volunteers.id'], name=op.f('fk_volunteer_merges_merged_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_merges')),
    sa.UniqueConstraint('public_id', name=op.f('uq_volunteer_merges_public_id'))
    )
    with op.batch_alter_table('volunteer_merges', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_merges_kept_id'), ['kept_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteer_merges_merged_id'), ['merged_id'], unique=False)

    op.create_table('volunteer_moves',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('from_state', sa.String(length=20), nullable=True),
    sa.Column('to_state', sa.String(length=20), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_volunteer_moves_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_moves'))
    )
    with op.batch_alter_table('volunteer_moves', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_moves_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteer_pairs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('older_id', sa.Integer(), nullable=False),
    sa.Column('newer_id', sa.Integer(), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.CheckConstraint('older_id < newer_id', name=op.f('ck_volunteer_pairs_ordered')),
    sa.ForeignKeyConstraint(['newer_id'], ['volunteers.id'], name=op.f('fk_volunteer_pairs_newer_id_volunteers')),
    sa.ForeignKeyConstraint(['older_id'], ['volunteers.id'], name=op.f('fk_volunteer_pairs_older_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_pairs')),
    sa.UniqueConstraint('older_id', 'newer_id', name=op.f('uq_volunteer_pairs_older_id_newer_id'))
    )
    with op.batch_alter_table('volunteer_pairs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_pairs_newer_id'), ['newer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteer_pairs_older_id'), ['older_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteer_pairs_points'), ['points'], unique=False)

    op.create_table('volunteer_pauses',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('first_on', sa.Date(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_volunteer_pauses_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_pauses'))
    )
    with op.batch_alter_table('volunteer_pauses', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_pauses_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteer_references',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('referee_name', sa.String(length=200), nullable=False),
    sa.Column('referee_email', sa.String(length=254), nullable=True),
    sa.Column('referee_phone', sa.String(length=40), nullable=True),
    sa.Column('relation', sa.String(length=80), nullable=False),
    sa.Column('asked_by', sa.String(length=40), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reminders', sa.Integer(), nullable=False),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('recommends', sa.String(length=20), nullable=True),
    sa.Column('known_for', sa.String(length=200), nullable=False),
    sa.Column('said', sa.String(length=4000), nullable=False),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_volunteer_references_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_references')),
    sa.UniqueConstraint('public_id', name=op.f('uq_volunteer_references_public_id'))
    )
    with op.batch_alter_table('volunteer_references', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_references_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteer_support',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=2000), nullable=False),
    sa.Column('recorded_by', sa.String(length=40), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_volunteer_support_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_support'))
    )
    with op.batch_alter_table('volunteer_support', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_support_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteer_takings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('taken_by', sa.String(length=40), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_volunteer_takings_centre_id_centres')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_volunteer_takings_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_takings')),
    sa.UniqueConstraint('volunteer_id', 'centre_id', name=op.f('uq_volunteer_takings_volunteer_id_centre_id'))
    )
    with op.batch_alter_table('volunteer_takings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_takings_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteer_takings_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteer_terms',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('uri', sa.String(length=255), nullable=False),
    sa.Column('level', sa.Double(), nullable=True),
    sa.Column('verified', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['uri'], ['terms.uri'], name=op.f('fk_volunteer_terms_uri_terms')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_volunteer_terms_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_terms')),
    sa.UniqueConstraint('volunteer_id', 'uri', name=op.f('uq_volunteer_terms_volunteer_id_uri'))
    )
    with op.batch_alter_table('volunteer_terms', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_terms_uri'), ['uri'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteer_terms_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteer_trainings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=True),
    sa.Column('recorded_by', sa.String(length=40), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_volunteer_trainings_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_trainings')),
    sa.UniqueConstraint('public_id', name=op.f('uq_volunteer_trainings_public_id'))
    )
    with op.batch_alter_table('volunteer_trainings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_trainings_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteer_transfers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('from_centre_id', sa.Integer(), nullable=False),
    sa.Column('to_centre_id', sa.Integer(), nullable=False),
    sa.Column('answering_centre_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by', sa.String(length=40), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.String(length=40), nullable=True),
    sa.Column('reversed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reversed_by', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['answering_centre_id'], ['centres.id'], name=op.f('fk_volunteer_transfers_answering_centre_id_centres')),
    sa.ForeignKeyConstraint(['from_centre_id'], ['centres.id'], name=op.f('fk_volunteer_transfers_from_centre_id_centres')),
    sa.ForeignKeyConstraint(['to_centre_id'], ['centres.id'], name=op.f('fk_volunteer_transfers_to_centre_id_centres')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_volunteer_transfers_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_transfers')),
    sa.UniqueConstraint('public_id', name=op.f('uq_volunteer_transfers_public_id'))
    )
    with op.batch_alter_table('volunteer_transfers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_transfers_to_centre_id'), ['to_centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteer_transfers_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteer_windows',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('in_holidays', sa.Boolean(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('start_minute', sa.Integer(), nullable=False),
    sa.Column('end_minute', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_volunteer_windows_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_windows'))
    )
    with op.batch_alter_table('volunteer_windows', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_windows_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteers_not_the_same',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('first_id', sa.Integer(), nullable=False),
    sa.Column('second_id', sa.Integer(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.String(length=40), nullable=False),
    sa.CheckConstraint('first_id < second_id', name=op.f('ck_volunteers_not_the_same_ordered')),
    sa.ForeignKeyConstraint(['first_id'], ['volunteers.id'], name=op.f('fk_volunteers_not_the_same_first_id_volunteers')),
    sa.ForeignKeyConstraint(['second_id'], ['volunteers.id'], name=op.f('fk_volunteers_not_the_same_second_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteers_not_the_same')),
    sa.UniqueConstraint('first_id', 'second_id', name=op.f('uq_volunteers_not_the_same_first_id_second_id'))
    )
    with op.batch_alter_table('volunteers_not_the_same', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteers_not_the_same_first_id'), ['first_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteers_not_the_same_second_id'), ['second_id'], unique=False)

    op.create_table('basket_items',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('number BETWEEN 1 AND 5', name=op.f('ck_basket_items_up_to_five')),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_basket_items_opportunity_id_opportunities')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_basket_items_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_basket_items')),
    sa.UniqueConstraint('actor', 'volunteer_id', 'number', name=op.f('uq_basket_items_actor_volunteer_id_number')),
    sa.UniqueConstraint('actor', 'volunteer_id', 'opportunity_id', name='uq_basket_items_role')
    )
    with op.batch_alter_table('basket_items', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_basket_items_opportunity_id'), ['opportunity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_basket_items_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('complaints',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=True),
    sa.Column('volunteer_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('contact', sa.String(length=254), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('acknowledge_by', sa.Date(), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('acknowledged_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('acknowledged_by', sa.String(length=40), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.String(length=40), nullable=True),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_complaints_centre_id_centres')),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_complaints_opportunity_id_opportunities')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_complaints_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaints')),
    sa.UniqueConstraint('public_id', name=op.f('uq_complaints_public_id'))
    )
    with op.batch_alter_table('complaints', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_complaints_acknowledge_by'), ['acknowledge_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_complaints_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_complaints_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('concerns',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('reporter', sa.String(length=200), nullable=False),
    sa.Column('reporter_contact', sa.String(length=254), nullable=False),
    sa.Column('reporter_volunteer_id', sa.Integer(), nullable=True),
    sa.Column('reported_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.String(length=40), nullable=True),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_concerns_centre_id_centres')),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_concerns_opportunity_id_opportunities')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_concerns_organisation_id_organisations')),
    sa.ForeignKeyConstraint(['reporter_volunteer_id'], ['volunteers.id'], name=op.f('fk_concerns_reporter_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_concerns')),
    sa.UniqueConstraint('public_id', name=op.f('uq_concerns_public_id'))
    )
    with op.batch_alter_table('concerns', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_concerns_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_concerns_closed_at'), ['closed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_concerns_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_concerns_reporter_volunteer_id'), ['reporter_volunteer_id'], unique=False)

    op.create_table('imported_sessions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('start_minute', sa.Integer(), nullable=True),
    sa.Column('planned_minutes', sa.Integer(), nullable=True),
    sa.Column('said_minutes', sa.Integer(), nullable=True),
    sa.Column('checked_minutes', sa.Integer(), nullable=True),
    sa.Column('attended', sa.Boolean(), nullable=True),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('source_id', sa.String(length=255), nullable=False),
    sa.Column('imported_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_imported_sessions_centre_id_centres')),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_imported_sessions_opportunity_id_opportunities')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_imported_sessions_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_imported_sessions')),
    sa.UniqueConstraint('source', 'source_id', name=op.f('uq_imported_sessions_source_source_id'))
    )
    with op.batch_alter_table('imported_sessions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_imported_sessions_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_imported_sessions_held_on'), ['held_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_imported_sessions_opportunity_id'), ['opportunity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_imported_sessions_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('introductions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('home_centre_id', sa.Integer(), nullable=False),
    sa.Column('placing_centre_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=30), nullable=False),
    sa.Column('before', sa.String(length=30), nullable=True),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.Column('state_since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('owner', sa.String(length=20), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('returned_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('agreed_on', sa.Date(), nullable=True),
    sa.Column('waiting_for', sa.String(length=10), nullable=True),
    sa.Column('waiting_since', sa.DateTime(timezone=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('shared', sa.JSON(), nullable=True),
    sa.Column('shared_agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('contact_channel', sa.String(length=40), nullable=True),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('referred_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('started_on', sa.Date(), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('re_referred_from_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('closed_at IS NOT NULL OR due_on IS NOT NULL', name=op.f('ck_introductions_open_has_due')),
    sa.CheckConstraint('closed_at IS NOT NULL OR owner IS NOT NULL', name=op.f('ck_introductions_open_has_owner')),
    sa.CheckConstraint('closed_at IS NULL OR reason IS NOT NULL', name=op.f('ck_introductions_closed_has_reason')),
    sa.ForeignKeyConstraint(['home_centre_id'], ['centres.id'], name=op.f('fk_introductions_home_centre_id_centres')),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_introductions_opportunity_id_opportunities')),
    sa.ForeignKeyConstraint(['placing_centre_id'], ['centres.id'], name=op.f('fk_introductions_placing_centre_id_centres')),
    sa.ForeignKeyConstraint(['re_referred_from_id'], ['introductions.id'], name=op.f('fk_introductions_re_referred_from_id_introductions')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_introductions_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_introductions')),
    sa.UniqueConstraint('public_id', name=op.f('uq_introductions_public_id'))
    )
    with op.batch_alter_table('introductions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_introductions_due_on'), ['due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_introductions_home_centre_id'), ['home_centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_introductions_opportunity_id'), ['opportunity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_introductions_owner'), ['owner'], unique=False)
        batch_op.create_index(batch_op.f('ix_introductions_placing_centre_id'), ['placing_centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_introductions_started_on'), ['started_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_introductions_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_introductions_volunteer_id'), ['volunteer_id'], unique=False)
        batch_op.create_index('uq_introductions_open', ['volunteer_id', 'opportunity_id'], unique=True, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))

    op.create_table('kept_roles',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_kept_roles_opportunity_id_opportunities')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_kept_roles_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_roles')),
    sa.UniqueConstraint('volunteer_id', 'opportunity_id', name=op.f('uq_kept_roles_volunteer_id_opportunity_id'))
    )
    with op.batch_alter_table('kept_roles', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_kept_roles_opportunity_id'), ['opportunity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_kept_roles_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('occurrences',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('start_minute', sa.Integer(), nullable=False),
    sa.Column('length_minutes', sa.Integer(), nullable=False),
    sa.Column('places', sa.Integer(), nullable=True),
    sa.Column('places_taken', sa.Integer(), nullable=False),
    sa.Column('attended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('places IS NULL OR places_taken <= places', name=op.f('ck_occurrences_places')),
    sa.CheckConstraint('places_taken >= 0', name=op.f('ck_occurrences_places_taken')),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_occurrences_opportunity_id_opportunities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_occurrences')),
    sa.UniqueConstraint('opportunity_id', 'held_on', 'start_minute', name=op.f('uq_occurrences_opportunity_id_held_on_start_minute')),
    sa.UniqueConstraint('public_id', name=op.f('uq_occurrences_public_id'))
    )
    with op.batch_alter_table('occurrences', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_occurrences_held_on'), ['held_on'], unique=False)

    op.create_table('opportunity_moves',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('from_state', sa.String(length=20), nullable=True),
    sa.Column('to_state', sa.String(length=20), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_opportunity_moves_opportunity_id_opportunities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opportunity_moves'))
    )
    with op.batch_alter_table('opportunity_moves', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opportunity_moves_opportunity_id'), ['opportunity_id'], unique=False)

    op.create_table('opportunity_places',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('address', sa.String(length=400), nullable=False),
    sa.Column('postcode', sa.String(length=8), nullable=True),
    sa.Column('latitude', sa.Double(), nullable=True),
    sa.Column('longitude', sa.Double(), nullable=True),
    sa.Column('precision', sa.String(length=10), nullable=False),
    sa.Column('district_code', sa.String(length=9), nullable=True),
    sa.Column('is_private_home', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_opportunity_places_opportunity_id_opportunities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opportunity_places'))
    )
    with op.batch_alter_table('opportunity_places', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opportunity_places_district_code'), ['district_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_opportunity_places_opportunity_id'), ['opportunity_id'], unique=False)

    op.create_table('opportunity_sessions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('start_minute', sa.Integer(), nullable=False),
    sa.Column('length_minutes', sa.Integer(), nullable=False),
    sa.Column('frequency', sa.String(length=10), nullable=False),
    sa.Column('interval', sa.Integer(), nullable=False),
    sa.Column('weekdays', sa.JSON(), nullable=False),
    sa.Column('ordinals', sa.JSON(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('count', sa.Integer(), nullable=True),
    sa.Column('excluded', sa.JSON(), nullable=False),
    sa.Column('term_time_only', sa.Boolean(), nullable=False),
    sa.Column('places', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_opportunity_sessions_opportunity_id_opportunities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opportunity_sessions'))
    )
    with op.batch_alter_table('opportunity_sessions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opportunity_sessions_opportunity_id'), ['opportunity_id'], unique=False)

    op.create_table('opportunity_terms',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('uri', sa.String(length=255), nullable=False),
    sa.Column('importance', sa.String(length=10), nullable=True),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_opportunity_terms_opportunity_id_opportunities')),
    sa.ForeignKeyConstraint(['uri'], ['terms.uri'], name=op.f('fk_opportunity_terms_uri_terms')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opportunity_terms')),
    sa.UniqueConstraint('opportunity_id', 'uri', name=op.f('uq_opportunity_terms_opportunity_id_uri'))
    )
    with op.batch_alter_table('opportunity_terms', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opportunity_terms_opportunity_id'), ['opportunity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_opportunity_terms_uri'), ['uri'], unique=False)

    op.create_table('opportunity_windows',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('start_minute', sa.Integer(), nullable=False),
    sa.Column('end_minute', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_opportunity_windows_opportunity_id_opportunities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opportunity_windows'))
    )
    with op.batch_alter_table('opportunity_windows', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opportunity_windows_opportunity_id'), ['opportunity_id'], unique=False)

    op.create_table('release_chunks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['release_files.id'], name=op.f('fk_release_chunks_file_id_release_files')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release_chunks')),
    sa.UniqueConstraint('file_id', 'number', name=op.f('uq_release_chunks_file_id_number'))
    )
    op.create_table('role_askings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('why', sa.String(length=40), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('lowered_on', sa.Date(), nullable=True),
    sa.Column('paused_on', sa.Date(), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answer', sa.String(length=20), nullable=True),
    sa.Column('actor', sa.String(length=40), nullable=True),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=20), nullable=True),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_role_askings_opportunity_id_opportunities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_askings'))
    )
    with op.batch_alter_table('role_askings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_askings_opportunity_id'), ['opportunity_id'], unique=False)
        batch_op.create_index('uq_role_askings_open', ['opportunity_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('role_changes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=40), nullable=False),
    sa.Column('old', sa.Text(), nullable=False),
    sa.Column('new', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_role_changes_opportunity_id_opportunities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_changes'))
    )
    with op.batch_alter_table('role_changes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_changes_changed_at'), ['changed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_role_changes_opportunity_id'), ['opportunity_id'], unique=False)

    op.create_table('role_comments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('by', sa.String(length=40), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_role_comments_opportunity_id_opportunities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_comments'))
    )
    with op.batch_alter_table('role_comments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_comments_opportunity_id'), ['opportunity_id'], unique=False)

    op.create_table('role_drafts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('reached', sa.String(length=40), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_role_drafts_opportunity_id_opportunities'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_drafts')),
    sa.UniqueConstraint('opportunity_id', name=op.f('uq_role_drafts_opportunity_id'))
    )
    op.create_table('role_looks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(length=40), nullable=False),
    sa.Column('ticked', sa.JSON(), nullable=False),
    sa.Column('list_dated', sa.String(length=10), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('by', sa.String(length=40), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_role_looks_opportunity_id_opportunities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_looks'))
    )
    with op.batch_alter_table('role_looks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_looks_opportunity_id'), ['opportunity_id'], unique=False)

    op.create_table('role_proposals',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('wanted', sa.JSON(), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.String(length=20), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('settled_by', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_role_proposals_opportunity_id_opportunities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_proposals')),
    sa.UniqueConstraint('public_id', name=op.f('uq_role_proposals_public_id'))
    )
    with op.batch_alter_table('role_proposals', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_proposals_opportunity_id'), ['opportunity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_role_proposals_settled_at'), ['settled_at'], unique=False)

    op.create_table('role_showings',
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('shown_on', sa.Date(), nullable=False),
    sa.Column('shown', sa.Integer(), nullable=False),
    sa.Column('attention', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_role_showings_opportunity_id_opportunities'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('opportunity_id', 'shown_on', name=op.f('pk_role_showings'))
    )
    with op.batch_alter_table('role_showings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_showings_shown_on'), ['shown_on'], unique=False)

    op.create_table('bookings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('occurrence_id', sa.Integer(), nullable=False),
    sa.Column('introduction_id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('booked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_bookings_introduction_id_introductions')),
    sa.ForeignKeyConstraint(['occurrence_id'], ['occurrences.id'], name=op.f('fk_bookings_occurrence_id_occurrences')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_bookings_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bookings')),
    sa.UniqueConstraint('public_id', name=op.f('uq_bookings_public_id'))
    )
    with op.batch_alter_table('bookings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bookings_introduction_id'), ['introduction_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bookings_occurrence_id'), ['occurrence_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bookings_volunteer_id'), ['volunteer_id'], unique=False)
        batch_op.create_index('uq_bookings_open', ['occurrence_id', 'volunteer_id'], unique=True, sqlite_where=sa.text("state <> 'cancelled'"), postgresql_where=sa.text("state <> 'cancelled'"))

    op.create_table('concern_notes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('concern_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['concern_id'], ['concerns.id'], name=op.f('fk_concern_notes_concern_id_concerns')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_concern_notes'))
    )
    with op.batch_alter_table('concern_notes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_concern_notes_concern_id'), ['concern_id'], unique=False)

    op.create_table('contacts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('introduction_id', sa.Integer(), nullable=True),
    sa.Column('volunteer_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('result', sa.String(length=40), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_contacts_centre_id_centres')),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_contacts_introduction_id_introductions')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_contacts_organisation_id_organisations')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_contacts_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contacts')),
    sa.UniqueConstraint('public_id', name=op.f('uq_contacts_public_id'))
    )
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contacts_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contacts_introduction_id'), ['introduction_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contacts_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contacts_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('follow_ups',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('introduction_id', sa.Integer(), nullable=False),
    sa.Column('weeks', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(length=40), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_follow_ups_introduction_id_introductions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follow_ups')),
    sa.UniqueConstraint('introduction_id', 'weeks', name=op.f('uq_follow_ups_introduction_id_weeks'))
    )
    with op.batch_alter_table('follow_ups', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_follow_ups_introduction_id'), ['introduction_id'], unique=False)

    op.create_table('hour_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('introduction_id', sa.Integer(), nullable=True),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('month', sa.Integer(), nullable=False),
    sa.Column('start_minute', sa.Integer(), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('source_id', sa.String(length=255), nullable=True),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('superseded_by_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('minutes >= 0 AND minutes <= 1440', name=op.f('ck_hour_entries_minutes')),
    sa.CheckConstraint('start_minute IS NULL OR (start_minute >= 0 AND start_minute < 1440)', name=op.f('ck_hour_entries_start')),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_hour_entries_centre_id_centres')),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_hour_entries_introduction_id_introductions')),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_hour_entries_opportunity_id_opportunities')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_hour_entries_organisation_id_organisations')),
    sa.ForeignKeyConstraint(['superseded_by_id'], ['hour_entries.id'], name=op.f('fk_hour_entries_superseded_by_id_hour_entries')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_hour_entries_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hour_entries')),
    sa.UniqueConstraint('public_id', name=op.f('uq_hour_entries_public_id')),
    sa.UniqueConstraint('source', 'source_id', name=op.f('uq_hour_entries_source_source_id'))
    )
    with op.batch_alter_table('hour_entries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_hour_entries_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index('ix_hour_entries_current', ['volunteer_id', 'opportunity_id', 'month', 'given_on', 'kind', 'start_minute'], unique=False, sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_hour_entries_introduction_id'), ['introduction_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_hour_entries_opportunity_id'), ['opportunity_id'], unique=False)
        batch_op.create_index('ix_hour_entries_organisation', ['organisation_id', 'kind', 'given_on'], unique=False)
        batch_op.create_index('ix_hour_entries_period', ['given_on', 'centre_id', 'kind', 'minutes', 'volunteer_id', 'opportunity_id', 'month', 'start_minute'], unique=False, sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))

    op.create_table('introduction_moves',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('introduction_id', sa.Integer(), nullable=False),
    sa.Column('from_state', sa.String(length=30), nullable=True),
    sa.Column('to_state', sa.String(length=30), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_introduction_moves_introduction_id_introductions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_introduction_moves'))
    )
    with op.batch_alter_table('introduction_moves', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_introduction_moves_introduction_id'), ['introduction_id'], unique=False)

    op.create_table('letters',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('introduction_id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('signed_by', sa.String(length=200), nullable=False),
    sa.Column('signed_as', sa.String(length=200), nullable=False),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('started_on', sa.Date(), nullable=True),
    sa.Column('last_on', sa.Date(), nullable=True),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_letters_introduction_id_introductions')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_letters_organisation_id_organisations')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_letters_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letters')),
    sa.UniqueConstraint('public_id', name=op.f('uq_letters_public_id'))
    )
    with op.batch_alter_table('letters', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letters_introduction_id'), ['introduction_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_letters_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_letters_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('outcome_answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('introduction_id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('moment', sa.String(length=40), nullable=False),
    sa.Column('question', sa.String(length=40), nullable=False),
    sa.Column('wording', sa.String(length=40), nullable=False),
    sa.Column('answer', sa.String(length=40), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_outcome_answers_introduction_id_introductions')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_outcome_answers_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_answers')),
    sa.UniqueConstraint('introduction_id', 'question', 'moment', name=op.f('uq_outcome_answers_introduction_id_question_moment'))
    )
    with op.batch_alter_table('outcome_answers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outcome_answers_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('placement_feedback',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('introduction_id', sa.Integer(), nullable=False),
    sa.Column('volunteer_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.String(length=40), nullable=False),
    sa.Column('moment', sa.String(length=40), nullable=False),
    sa.Column('wording', sa.String(length=40), nullable=False),
    sa.Column('first', sa.String(length=20), nullable=True),
    sa.Column('second', sa.String(length=20), nullable=True),
    sa.Column('third', sa.String(length=20), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('shown', sa.Boolean(), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('on_behalf_of', sa.String(length=40), nullable=True),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_placement_feedback_introduction_id_introductions')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_placement_feedback_organisation_id_organisations')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_placement_feedback_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_placement_feedback')),
    sa.UniqueConstraint('introduction_id', 'side', 'moment', name=op.f('uq_placement_feedback_introduction_id_side_moment')),
    sa.UniqueConstraint('public_id', name=op.f('uq_placement_feedback_public_id'))
    )
    with op.batch_alter_table('placement_feedback', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_placement_feedback_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_placement_feedback_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('standing_bookings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('introduction_id', sa.Integer(), nullable=False),
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('start_minute', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('actor', sa.String(length=40), nullable=False),
    sa.Column('through', sa.String(length=40), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('weekday BETWEEN 0 AND 6', name=op.f('ck_standing_bookings_weekday')),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_standing_bookings_introduction_id_introductions')),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_standing_bookings_opportunity_id_opportunities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_standing_bookings')),
    sa.UniqueConstraint('introduction_id', 'weekday', 'start_minute', name=op.f('uq_standing_bookings_introduction_id_weekday_start_minute'))
    )
    with op.batch_alter_table('standing_bookings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_standing_bookings_opportunity_id'), ['opportunity_id'], unique=False)

    op.create_table('tasks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('introduction_id', sa.Integer(), nullable=True),
    sa.Column('volunteer_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('what', sa.String(length=400), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('made_for', sa.String(length=80), nullable=True),
    sa.Column('added_by', sa.String(length=40), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('done_by', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_tasks_centre_id_centres')),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_tasks_introduction_id_introductions')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_tasks_organisation_id_organisations')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteers.id'], name=op.f('fk_tasks_volunteer_id_volunteers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tasks')),
    sa.UniqueConstraint('made_for', name=op.f('uq_tasks_made_for')),
    sa.UniqueConstraint('public_id', name=op.f('uq_tasks_public_id'))
    )
    with op.batch_alter_table('tasks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tasks_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tasks_due_on'), ['due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_tasks_introduction_id'), ['introduction_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tasks_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tasks_volunteer_id'), ['volunteer_id'], unique=False)

    keep_the_audit_trail()


# The audit trail only grows: the database itself refuses what the application never asks for.
SQLITE = [
    f"""CREATE TRIGGER audit_entries_no_{act.lower()} BEFORE {act} ON audit_entries
    BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END"""
    for act in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    """CREATE FUNCTION refuse_audit_change() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'the audit trail is never changed'; END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER audit_entries_kept BEFORE UPDATE OR DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()""",
    """CREATE TRIGGER audit_entries_not_emptied BEFORE TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()""",
]


def keep_the_audit_trail() -> None:
    dialect = op.get_bind().dialect.name
    for statement in POSTGRESQL if dialect == 'postgresql' else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP TRIGGER audit_entries_kept ON audit_entries')
        op.execute('DROP TRIGGER audit_entries_not_emptied ON audit_entries')
        op.execute('DROP FUNCTION refuse_audit_change')
    with op.batch_alter_table('tasks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tasks_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_tasks_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_tasks_introduction_id'))
        batch_op.drop_index(batch_op.f('ix_tasks_due_on'))
        batch_op.drop_index(batch_op.f('ix_tasks_centre_id'))

    op.drop_table('tasks')
    with op.batch_alter_table('standing_bookings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_standing_bookings_opportunity_id'))

    op.drop_table('standing_bookings')
    with op.batch_alter_table('placement_feedback', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_placement_feedback_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_placement_feedback_organisation_id'))

    op.drop_table('placement_feedback')
    with op.batch_alter_table('outcome_answers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outcome_answers_volunteer_id'))

    op.drop_table('outcome_answers')
    with op.batch_alter_table('letters', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_letters_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_letters_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_letters_introduction_id'))

    op.drop_table('letters')
    with op.batch_alter_table('introduction_moves', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_introduction_moves_introduction_id'))

    op.drop_table('introduction_moves')
    with op.batch_alter_table('hour_entries', schema=None) as batch_op:
        batch_op.drop_index('ix_hour_entries_period', sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))
        batch_op.drop_index('ix_hour_entries_organisation')
        batch_op.drop_index(batch_op.f('ix_hour_entries_opportunity_id'))
        batch_op.drop_index(batch_op.f('ix_hour_entries_introduction_id'))
        batch_op.drop_index('ix_hour_entries_current', sqlite_where=sa.text('superseded_at IS NULL'), postgresql_where=sa.text('superseded_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_hour_entries_centre_id'))

    op.drop_table('hour_entries')
    with op.batch_alter_table('follow_ups', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_follow_ups_introduction_id'))

    op.drop_table('follow_ups')
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contacts_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_contacts_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_contacts_introduction_id'))
        batch_op.drop_index(batch_op.f('ix_contacts_centre_id'))

    op.drop_table('contacts')
    with op.batch_alter_table('concern_notes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_concern_notes_concern_id'))

    op.drop_table('concern_notes')
    with op.batch_alter_table('bookings', schema=None) as batch_op:
        batch_op.drop_index('uq_bookings_open', sqlite_where=sa.text("state <> 'cancelled'"), postgresql_where=sa.text("state <> 'cancelled'"))
        batch_op.drop_index(batch_op.f('ix_bookings_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_bookings_occurrence_id'))
        batch_op.drop_index(batch_op.f('ix_bookings_introduction_id'))

    op.drop_table('bookings')
    with op.batch_alter_table('role_showings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_showings_shown_on'))

    op.drop_table('role_showings')
    with op.batch_alter_table('role_proposals', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_proposals_settled_at'))
        batch_op.drop_index(batch_op.f('ix_role_proposals_opportunity_id'))

    op.drop_table('role_proposals')
    with op.batch_alter_table('role_looks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_looks_opportunity_id'))

    op.drop_table('role_looks')
    op.drop_table('role_drafts')
    with op.batch_alter_table('role_comments', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_comments_opportunity_id'))

    op.drop_table('role_comments')
    with op.batch_alter_table('role_changes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_changes_opportunity_id'))
        batch_op.drop_index(batch_op.f('ix_role_changes_changed_at'))

    op.drop_table('role_changes')
    with op.batch_alter_table('role_askings', schema=None) as batch_op:
        batch_op.drop_index('uq_role_askings_open', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_role_askings_opportunity_id'))

    op.drop_table('role_askings')
    op.drop_table('release_chunks')
    with op.batch_alter_table('opportunity_windows', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_opportunity_windows_opportunity_id'))

    op.drop_table('opportunity_windows')
    with op.batch_alter_table('opportunity_terms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_opportunity_terms_uri'))
        batch_op.drop_index(batch_op.f('ix_opportunity_terms_opportunity_id'))

    op.drop_table('opportunity_terms')
    with op.batch_alter_table('opportunity_sessions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_opportunity_sessions_opportunity_id'))

    op.drop_table('opportunity_sessions')
    with op.batch_alter_table('opportunity_places', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_opportunity_places_opportunity_id'))
        batch_op.drop_index(batch_op.f('ix_opportunity_places_district_code'))

    op.drop_table('opportunity_places')
    with op.batch_alter_table('opportunity_moves', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_opportunity_moves_opportunity_id'))

    op.drop_table('opportunity_moves')
    with op.batch_alter_table('occurrences', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_occurrences_held_on'))

    op.drop_table('occurrences')
    with op.batch_alter_table('kept_roles', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_kept_roles_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_kept_roles_opportunity_id'))

    op.drop_table('kept_roles')
    with op.batch_alter_table('introductions', schema=None) as batch_op:
        batch_op.drop_index('uq_introductions_open', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_introductions_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_introductions_state'))
        batch_op.drop_index(batch_op.f('ix_introductions_started_on'))
        batch_op.drop_index(batch_op.f('ix_introductions_placing_centre_id'))
        batch_op.drop_index(batch_op.f('ix_introductions_owner'))
        batch_op.drop_index(batch_op.f('ix_introductions_opportunity_id'))
        batch_op.drop_index(batch_op.f('ix_introductions_home_centre_id'))
        batch_op.drop_index(batch_op.f('ix_introductions_due_on'))

    op.drop_table('introductions')
    with op.batch_alter_table('imported_sessions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_imported_sessions_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_imported_sessions_opportunity_id'))
        batch_op.drop_index(batch_op.f('ix_imported_sessions_held_on'))
        batch_op.drop_index(batch_op.f('ix_imported_sessions_centre_id'))

    op.drop_table('imported_sessions')
    with op.batch_alter_table('concerns', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_concerns_reporter_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_concerns_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_concerns_closed_at'))
        batch_op.drop_index(batch_op.f('ix_concerns_centre_id'))

    op.drop_table('concerns')
    with op.batch_alter_table('complaints', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_complaints_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_complaints_centre_id'))
        batch_op.drop_index(batch_op.f('ix_complaints_acknowledge_by'))

    op.drop_table('complaints')
    with op.batch_alter_table('basket_items', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_basket_items_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_basket_items_opportunity_id'))

    op.drop_table('basket_items')
    with op.batch_alter_table('volunteers_not_the_same', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteers_not_the_same_second_id'))
        batch_op.drop_index(batch_op.f('ix_volunteers_not_the_same_first_id'))

    op.drop_table('volunteers_not_the_same')
    with op.batch_alter_table('volunteer_windows', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_windows_volunteer_id'))

    op.drop_table('volunteer_windows')
    with op.batch_alter_table('volunteer_transfers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_transfers_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_volunteer_transfers_to_centre_id'))

    op.drop_table('volunteer_transfers')
    with op.batch_alter_table('volunteer_trainings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_trainings_volunteer_id'))

    op.drop_table('volunteer_trainings')
    with op.batch_alter_table('volunteer_terms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_terms_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_volunteer_terms_uri'))

    op.drop_table('volunteer_terms')
    with op.batch_alter_table('volunteer_takings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_takings_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_volunteer_takings_centre_id'))

    op.drop_table('volunteer_takings')
    with op.batch_alter_table('volunteer_support', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_support_volunteer_id'))

    op.drop_table('volunteer_support')
    with op.batch_alter_table('volunteer_references', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_references_volunteer_id'))

    op.drop_table('volunteer_references')
    with op.batch_alter_table('volunteer_pauses', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_pauses_volunteer_id'))

    op.drop_table('volunteer_pauses')
    with op.batch_alter_table('volunteer_pairs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_pairs_points'))
        batch_op.drop_index(batch_op.f('ix_volunteer_pairs_older_id'))
        batch_op.drop_index(batch_op.f('ix_volunteer_pairs_newer_id'))

    op.drop_table('volunteer_pairs')
    with op.batch_alter_table('volunteer_moves', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_moves_volunteer_id'))

    op.drop_table('volunteer_moves')
    with op.batch_alter_table('volunteer_merges', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_merges_merged_id'))
        batch_op.drop_index(batch_op.f('ix_volunteer_merges_kept_id'))

    op.drop_table('volunteer_merges')
    with op.batch_alter_table('volunteer_checks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_checks_volunteer_id'))

    op.drop_table('volunteer_checks')
    with op.batch_alter_table('volunteer_carers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_carers_volunteer_id'))

    op.drop_table('volunteer_carers')
    with op.batch_alter_table('training_bookings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_training_bookings_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_training_bookings_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_training_bookings_event_id_state'))

    op.drop_table('training_bookings')
    with op.batch_alter_table('support_entries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_support_entries_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_support_entries_given_on'))
        batch_op.drop_index(batch_op.f('ix_support_entries_centre_id'))

    op.drop_table('support_entries')
    op.drop_table('release_files')
    op.drop_table('published_lines')
    with op.batch_alter_table('organisation_moves', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_moves_organisation_id'))

    op.drop_table('organisation_moves')
    with op.batch_alter_table('organisation_invitations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_invitations_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_organisation_invitations_made_at'))

    op.drop_table('organisation_invitations')
    with op.batch_alter_table('opportunities', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_opportunities_state'))
        batch_op.drop_index(batch_op.f('ix_opportunities_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_opportunities_changed_version'))
        batch_op.drop_index(batch_op.f('ix_opportunities_centre_id'))

    op.drop_table('opportunities')
    with op.batch_alter_table('messages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_messages_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_messages_state_due_at'))
        batch_op.drop_index(batch_op.f('ix_messages_centre_id'))
        batch_op.drop_index(batch_op.f('ix_messages_address'))
        batch_op.drop_index(batch_op.f('ix_messages_about_kind_about_id'))

    op.drop_table('messages')
    with op.batch_alter_table('import_files', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_import_files_run_id'))

    op.drop_table('import_files')
    with op.batch_alter_table('guardian_consents', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_guardian_consents_volunteer_id'))

    op.drop_table('guardian_consents')
    with op.batch_alter_table('equality_answers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_equality_answers_volunteer_id'))

    op.drop_table('equality_answers')
    with op.batch_alter_table('data_requests', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_data_requests_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_data_requests_due_on'))
        batch_op.drop_index(batch_op.f('ix_data_requests_centre_id'))

    op.drop_table('data_requests')
    with op.batch_alter_table('consents', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_consents_volunteer_id_purpose_recorded_at'))

    op.drop_table('consents')
    with op.batch_alter_table('concern_holds', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_concern_holds_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_concern_holds_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_concern_holds_centre_id'))

    op.drop_table('concern_holds')
    with op.batch_alter_table('centre_notices', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_centre_notices_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_centre_notices_centre_id'))

    op.drop_table('centre_notices')
    op.drop_table('calendar_addresses')
    with op.batch_alter_table('alerts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_alerts_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_alerts_state_next_due_at'))
        batch_op.drop_index(batch_op.f('ix_alerts_address'))

    op.drop_table('alerts')
    with op.batch_alter_table('account_hats', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_hats_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_account_hats_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_account_hats_centre_id'))
        batch_op.drop_index(batch_op.f('ix_account_hats_account_id'))

    op.drop_table('account_hats')
    with op.batch_alter_table('volunteers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteers_touched_at'))
        batch_op.drop_index(batch_op.f('ix_volunteers_state'))
        batch_op.drop_index(batch_op.f('ix_volunteers_phone_e164'))
        batch_op.drop_index(batch_op.f('ix_volunteers_merged_into_id'))
        batch_op.drop_index(batch_op.f('ix_volunteers_email'))
        batch_op.drop_index(batch_op.f('ix_volunteers_district_code'))
        batch_op.drop_index(batch_op.f('ix_volunteers_centre_id'))

    op.drop_table('volunteers')
    with op.batch_alter_table('training_events', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_training_events_starts_at'))
        batch_op.drop_index(batch_op.f('ix_training_events_centre_id'))

    op.drop_table('training_events')
    with op.batch_alter_table('targets', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_targets_centre_id'))

    op.drop_table('targets')
    with op.batch_alter_table('sign_ins', schema=None) as batch_op:
        batch_op.drop_index('ix_sign_ins_live')

    op.drop_table('sign_ins')
    with op.batch_alter_table('releases', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_releases_state'))

    op.drop_table('releases')
    op.drop_table('release_erasures')
    with op.batch_alter_table('quality_counts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quality_counts_centre_id'))

    op.drop_table('quality_counts')
    op.drop_table('published_tables')
    with op.batch_alter_table('places', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_places_folded'))

    op.drop_table('places')
    with op.batch_alter_table('period_confirmations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_period_confirmations_centre_id'))

    op.drop_table('period_confirmations')
    with op.batch_alter_table('organisations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisations_state'))
        batch_op.drop_index(batch_op.f('ix_organisations_district_code'))
        batch_op.drop_index(batch_op.f('ix_organisations_centre_id'))

    op.drop_table('organisations')
    with op.batch_alter_table('nameless_enquiries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_nameless_enquiries_centre_id'))

    op.drop_table('nameless_enquiries')
    with op.batch_alter_table('import_runs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_import_runs_state'))
        batch_op.drop_index(batch_op.f('ix_import_runs_centre_id'))

    op.drop_table('import_runs')
    op.drop_table('guidance_editions')
    with op.batch_alter_table('funding', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_funding_received_on'))
        batch_op.drop_index(batch_op.f('ix_funding_centre_id'))

    op.drop_table('funding')
    with op.batch_alter_table('figures', schema=None) as batch_op:
        batch_op.drop_index('ix_figures_measure')
        batch_op.drop_index(batch_op.f('ix_figures_centre_id'))

    op.drop_table('figures')
    op.drop_table('figure_spreads')
    with op.batch_alter_table('figure_adjustments', schema=None) as batch_op:
        batch_op.drop_index('ix_figure_adjustments_of')
        batch_op.drop_index('ix_figure_adjustments_listed')

    op.drop_table('figure_adjustments')
    with op.batch_alter_table('centre_districts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_centre_districts_district_code'))
        batch_op.drop_index(batch_op.f('ix_centre_districts_centre_id'))

    op.drop_table('centre_districts')
    with op.batch_alter_table('account_challenges', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_challenges_expires_at'))
        batch_op.drop_index(batch_op.f('ix_account_challenges_account_id'))

    op.drop_table('account_challenges')
    with op.batch_alter_table('wage_rates', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_wage_rates_valid_from'))

    op.drop_table('wage_rates')
    with op.batch_alter_table('terms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_terms_kind'))

    op.drop_table('terms')
    op.drop_table('submissions')
    op.drop_table('school_holidays')
    with op.batch_alter_table('registration_drafts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_registration_drafts_changed_at'))

    op.drop_table('registration_drafts')
    with op.batch_alter_table('publications', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_publications_period'))

    op.drop_table('publications')
    with op.batch_alter_table('postcodes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_postcodes_district_code'))

    op.drop_table('postcodes')
    op.drop_table('postcode_areas')
    op.drop_table('kept_forms')
    with op.batch_alter_table('job_runs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_job_runs_state_job'))
        batch_op.drop_index(batch_op.f('ix_job_runs_job'))

    op.drop_table('job_runs')
    op.drop_table('job_clocks')
    op.drop_table('guidance_articles')
    op.drop_table('evaluations')
    op.drop_table('districts')
    with op.batch_alter_table('counted_periods', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_counted_periods_first_on'))

    op.drop_table('counted_periods')
    op.drop_table('centres')
    op.drop_table('catalogue_version')
    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entries_kind_public_id_id'))
        batch_op.drop_index(batch_op.f('ix_audit_entries_done_at'))
        batch_op.drop_index(batch_op.f('ix_audit_entries_actor'))

    op.drop_table('audit_entries')
    with op.batch_alter_table('accounts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_accounts_email'))

    op.drop_table('accounts')
    with op.batch_alter_table('account_attempts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_attempts_period'))

    op.drop_table('account_attempts')
