"""initial"""

from alembic import op
import sqlalchemy as sa


revision = '0001'
down_revision = None


def upgrade() -> None:

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
    sa.PrimaryKeyConstraint('id', name=op.f('pk_centres')),
    sa.UniqueConstraint('public_id', name=op.f('uq_centres_public_id')),
    sa.UniqueConstraint('slug', name=op.f('uq_centres_slug'))
    )
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

    op.create_table('school_holidays',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('first_on', sa.Date(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_school_holidays'))
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

    op.create_table('organisations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('org_id', sa.String(length=80), nullable=True),
    sa.Column('income_band', sa.String(length=20), nullable=True),
    sa.Column('website', sa.String(length=500), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('phone', sa.String(length=40), nullable=True),
    sa.Column('postcode', sa.String(length=8), nullable=True),
    sa.Column('district_code', sa.String(length=9), nullable=True),
    sa.Column('centre_id', sa.Integer(), nullable=True),
    sa.Column('runs_a_centre', sa.Boolean(), nullable=False),
    sa.Column('verified_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('source_id', sa.String(length=255), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_organisations_centre_id_centres')),
    sa.ForeignKeyConstraint(['district_code'], ['districts.code'], name=op.f('fk_organisations_district_code_districts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisations')),
    sa.UniqueConstraint('public_id', name=op.f('uq_organisations_public_id')),
    sa.UniqueConstraint('source', 'source_id', name=op.f('uq_organisations_source_source_id'))
    )
    with op.batch_alter_table('organisations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisations_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisations_district_code'), ['district_code'], unique=False)

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

    op.create_table('volunteers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('first_name', sa.String(length=200), nullable=False),
    sa.Column('last_name', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('phone', sa.String(length=40), nullable=True),
    sa.Column('preferred_channel', sa.String(length=40), nullable=False),
    sa.Column('heard_through', sa.String(length=40), nullable=True),
    sa.Column('postcode', sa.String(length=8), nullable=True),
    sa.Column('latitude', sa.Double(), nullable=True),
    sa.Column('longitude', sa.Double(), nullable=True),
    sa.Column('approximate', sa.Boolean(), nullable=False),
    sa.Column('district_code', sa.String(length=9), nullable=True),
    sa.Column('within_km', sa.Double(), nullable=True),
    sa.Column('travel_mode', sa.String(length=10), nullable=True),
    sa.Column('remote', sa.String(length=10), nullable=False),
    sa.Column('about', sa.String(length=2000), nullable=False),
    sa.Column('age_band', sa.String(length=10), nullable=True),
    sa.Column('availability_stated', sa.Boolean(), nullable=False),
    sa.Column('any_time', sa.Boolean(), nullable=False),
    sa.Column('week_changes', sa.Boolean(), nullable=False),
    sa.Column('minutes_per_week', sa.Integer(), nullable=True),
    sa.Column('available_from', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centres.id'], name=op.f('fk_volunteers_centre_id_centres')),
    sa.ForeignKeyConstraint(['district_code'], ['districts.code'], name=op.f('fk_volunteers_district_code_districts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteers')),
    sa.UniqueConstraint('public_id', name=op.f('uq_volunteers_public_id'))
    )
    with op.batch_alter_table('volunteers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteers_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteers_district_code'), ['district_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteers_email'), ['email'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteers_state'), ['state'], unique=False)

    op.create_table('opportunities',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('centre_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=20), nullable=False),
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
    sa.Column('minimum_age', sa.Integer(), nullable=True),
    sa.Column('maximum_age', sa.Integer(), nullable=True),
    sa.Column('check_level', sa.String(length=20), nullable=True),
    sa.Column('check_reason', sa.String(length=400), nullable=True),
    sa.Column('expenses_paid', sa.Boolean(), nullable=True),
    sa.Column('training_given', sa.Boolean(), nullable=True),
    sa.Column('step_free', sa.Boolean(), nullable=True),
    sa.Column('on_a_bus_route', sa.Boolean(), nullable=True),
    sa.Column('accessible_toilet', sa.Boolean(), nullable=True),
    sa.Column('parking', sa.Boolean(), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('expires_on', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('source_id', sa.String(length=255), nullable=False),
    sa.Column('source_digest', sa.String(length=64), nullable=True),
    sa.Column('shifted_days', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_version', sa.Integer(), nullable=False),
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




def downgrade() -> None:

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
    with op.batch_alter_table('volunteer_windows', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_windows_volunteer_id'))

    op.drop_table('volunteer_windows')
    with op.batch_alter_table('volunteer_terms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_terms_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_volunteer_terms_uri'))

    op.drop_table('volunteer_terms')
    with op.batch_alter_table('volunteer_pauses', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_pauses_volunteer_id'))

    op.drop_table('volunteer_pauses')
    with op.batch_alter_table('volunteer_moves', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_moves_volunteer_id'))

    op.drop_table('volunteer_moves')
    with op.batch_alter_table('opportunities', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_opportunities_state'))
        batch_op.drop_index(batch_op.f('ix_opportunities_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_opportunities_changed_version'))
        batch_op.drop_index(batch_op.f('ix_opportunities_centre_id'))

    op.drop_table('opportunities')
    with op.batch_alter_table('volunteers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteers_state'))
        batch_op.drop_index(batch_op.f('ix_volunteers_email'))
        batch_op.drop_index(batch_op.f('ix_volunteers_district_code'))
        batch_op.drop_index(batch_op.f('ix_volunteers_centre_id'))

    op.drop_table('volunteers')
    with op.batch_alter_table('places', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_places_folded'))

    op.drop_table('places')
    with op.batch_alter_table('organisations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisations_district_code'))
        batch_op.drop_index(batch_op.f('ix_organisations_centre_id'))

    op.drop_table('organisations')
    with op.batch_alter_table('centre_districts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_centre_districts_district_code'))
        batch_op.drop_index(batch_op.f('ix_centre_districts_centre_id'))

    op.drop_table('centre_districts')
    with op.batch_alter_table('terms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_terms_kind'))

    op.drop_table('terms')
    op.drop_table('school_holidays')
    with op.batch_alter_table('postcodes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_postcodes_district_code'))

    op.drop_table('postcodes')
    op.drop_table('postcode_areas')
    op.drop_table('districts')
    op.drop_table('centres')
    op.drop_table('catalogue_version')

