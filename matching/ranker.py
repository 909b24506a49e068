"""Candidates -> eligible pairs -> scored -> ordered -> explained, in both directions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from matching.catalogue import Catalogue, PersonPart, Pool, RolePart
from matching.columns import Array, Bools, Doubles, Ints
from matching.conditions import conditions
from matching.eligibility import exclusion, judge
from matching.errors import InvalidWeights, UnknownOpportunity
from matching.factors import DEFAULT_WEIGHTS, FACTORS, Factor
from matching.ordering import Contender, best
from matching.pairs import Meeting, Pairs
from matching.selection import allowed_roles, candidates
from matching.types import Account, Exclusion, Match, Opportunity, Ranking, Reason, Volunteer

DECIMALS = 6  # scores that agree to here are equal: sums must not depend on the order of adding
Allowed = Collection[str] | Bools | None
