"""Commands about people's rights, and those with which a centre takes its data along."""

from brokerage.privacy.cli import centres as _centres  # noqa: F401 - `flask centres export, leave`
from brokerage.privacy.cli.rights import privacy_commands

__all__ = ["privacy_commands"]
