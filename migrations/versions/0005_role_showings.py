"""role showings"""

from alembic import op
import sqlalchemy as sa


revision = '0005'
down_revision = '0004'


def upgrade() -> None:
    op.create_table('role_showings',
    sa.Column('opportunity_id', sa.Integer(), nullable=False),
    sa.Column('shown_on', sa.Date(), nullable=False),
    sa.Column('shown', sa.Integer(), nullable=False),
    sa.Column('attention', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['opportunity_id'], ['opportunities.id'], name=op.f('fk_role_showings_opportunity_id_opportunities'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('opportunity_id', 'shown_on', name=op.f('pk_role_showings'))
    )
    op.create_index(op.f('ix_role_showings_shown_on'), 'role_showings', ['shown_on'], unique=False)



def downgrade() -> None:
    op.drop_index(op.f('ix_role_showings_shown_on'), 'role_showings')
    op.drop_table('role_showings')
