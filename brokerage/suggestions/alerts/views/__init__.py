"""Pages of alerts: the public's by link, a volunteer's own, and the desk's."""

from brokerage.suggestions.alerts.views.desk import desk_alerts
from brokerage.suggestions.alerts.views.own import my_alerts
from brokerage.suggestions.alerts.views.public import alerts

__all__ = ["alerts", "desk_alerts", "my_alerts"]
