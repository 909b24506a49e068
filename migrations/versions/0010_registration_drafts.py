"""registration drafts, and what people need to take part"""

from alembic import op
import sqlalchemy as sa

revision = '0010'
down_revision = '0009'


def upgrade() -> None:
    op.create_table('registration_drafts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=22), nullable=False),
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
    # a default for the rows there are; the models always say it themselves
    with op.batch_alter_table('volunteers', schema=None) as batch_op:
        batch_op.add_column(sa.Column('access_needs', sa.JSON(), nullable=False, server_default='[]'))


def downgrade() -> None:
    with op.batch_alter_table('volunteers', schema=None) as batch_op:
        batch_op.drop_column('access_needs')
    with op.batch_alter_table('registration_drafts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_registration_drafts_changed_at'))
    op.drop_table('registration_drafts')
