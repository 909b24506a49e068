"""The pages of figures and of periods."""

from brokerage.evaluation.views import behind as _behind  # noqa: F401
from brokerage.evaluation.views import evaluations as _evaluations  # noqa: F401
from brokerage.evaluation.views import figures as _figures  # noqa: F401 - its routes
from brokerage.evaluation.views import funding as _funding  # noqa: F401
from brokerage.evaluation.views import mending as _mending  # noqa: F401
from brokerage.evaluation.views import monitoring as _monitoring  # noqa: F401
from brokerage.evaluation.views import periods as _periods  # noqa: F401
from brokerage.evaluation.views import public_figures as _public_figures  # noqa: F401
from brokerage.evaluation.views import publishing as _publishing  # noqa: F401
from brokerage.evaluation.views import quality as _quality  # noqa: F401
from brokerage.evaluation.views import releases as _releases  # noqa: F401
from brokerage.evaluation.views import reports as _reports  # noqa: F401
from brokerage.evaluation.views import targets as _targets  # noqa: F401
from brokerage.evaluation.views import wages as _wages  # noqa: F401
from brokerage.evaluation.views.blueprint import evaluation, published

__all__ = ["evaluation", "published"]
