"""Pages about people's data: one's own, the desk's, the audit trail, and the public notice."""

from brokerage.privacy.views.audits import audits
from brokerage.privacy.views.complaints import complaints
from brokerage.privacy.views.desk import privacy
from brokerage.privacy.views.leaving import leaving
from brokerage.privacy.views.notices import notices
from brokerage.privacy.views.own import my_data

__all__ = ["audits", "complaints", "leaving", "my_data", "notices", "privacy"]
