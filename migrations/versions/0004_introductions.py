"""Introductions, their capacity, and forms that are sent once."""

from alembic import op
import sqlalchemy as sa


revision = '0004'
down_revision = '0003'


def upgrade() -> None:
    op.create_table('submissions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('result_public_id', sa.String(length=22), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_submissions')),
    sa.UniqueConstraint('digest', name=op.f('uq_submissions_digest'))
    )
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

    with op.batch_alter_table('opportunities', schema=None) as batch_op:
        batch_op.add_column(sa.Column('in_flight_limit', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('in_flight', sa.Integer(), nullable=False))
        batch_op.add_column(sa.Column('interview_needed', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('version', sa.Integer(), nullable=False))
        batch_op.create_check_constraint(op.f('ck_opportunities_places_taken'), 'places_taken >= 0')
        batch_op.create_check_constraint(op.f('ck_opportunities_places_offered'), 'places_taken <= places_offered')
        batch_op.create_check_constraint(op.f('ck_opportunities_in_flight'), 'in_flight >= 0')
        batch_op.create_check_constraint(op.f('ck_opportunities_in_flight_limit'), 'in_flight <= in_flight_limit')

    with op.batch_alter_table('organisations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('opening_days', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('version', sa.Integer(), nullable=False))



def downgrade() -> None:
    with op.batch_alter_table('organisations', schema=None) as batch_op:
        batch_op.drop_column('version')
        batch_op.drop_column('opening_days')

    with op.batch_alter_table('opportunities', schema=None) as batch_op:
        for name in ('places_taken', 'places_offered', 'in_flight', 'in_flight_limit'):
            batch_op.drop_constraint(op.f(f'ck_opportunities_{name}'), type_='check')
        batch_op.drop_column('version')
        batch_op.drop_column('interview_needed')
        batch_op.drop_column('in_flight')
        batch_op.drop_column('in_flight_limit')

    with op.batch_alter_table('tasks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tasks_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_tasks_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_tasks_introduction_id'))
        batch_op.drop_index(batch_op.f('ix_tasks_due_on'))
        batch_op.drop_index(batch_op.f('ix_tasks_centre_id'))

    op.drop_table('tasks')
    with op.batch_alter_table('introduction_moves', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_introduction_moves_introduction_id'))

    op.drop_table('introduction_moves')
    with op.batch_alter_table('follow_ups', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_follow_ups_introduction_id'))

    op.drop_table('follow_ups')
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contacts_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_contacts_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_contacts_introduction_id'))
        batch_op.drop_index(batch_op.f('ix_contacts_centre_id'))

    op.drop_table('contacts')
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
    with op.batch_alter_table('basket_items', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_basket_items_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_basket_items_opportunity_id'))

    op.drop_table('basket_items')
    op.drop_table('calendar_addresses')
    op.drop_table('submissions')
