"""Pages of guidance, of training and of the support log."""

from brokerage.guidance.views import (
    articles,
    desk_training,
    public_training,
    putting_on,
    support_log,
)
from brokerage.guidance.views.blueprint import guidance, support, training, training_desk

__all__ = [
    "articles",
    "desk_training",
    "guidance",
    "public_training",
    "putting_on",
    "support",
    "support_log",
    "training",
    "training_desk",
]
