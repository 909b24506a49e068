"""From a place as it is written to a place on the map, or to "place unknown". Never a guess."""

from __future__ import annotations

from collections.abc import Iterable

from brokerage.geography.coordinates import roughly_km
from brokerage.geography.located import Located, UnknownPlace
from brokerage.geography.many import DistrictFinder
from brokerage.geography.postcodes import NotAPostcode, parse_postcode
from brokerage.geography.service import find_postcodes, locate
from brokerage.interchange.content import COORDINATE_DIGITS, PlaceContent
from brokerage.interchange.points import Point
from brokerage.opportunities.models import Precision
from brokerage.opportunities.places_text import PlaceText

FARTHEST_KM = 10.0  # a point farther from its postcode contradicts it
MALFORMED = "This is not a UK postcode: it is kept as part of the address."
CONTRADICTS = "The point is far from the postcode: the postcode was used."


class Atlas:
    """Looks places up, each only once."""

    def __init__(self) -> None:
        self._postcodes: dict[str, Located | None] = {}
        self._districts: dict[Point, str | None] = {}
        self._finder = DistrictFinder()

    def prepare(self, places: Iterable[PlaceText]) -> None:
        """Fetch the postcodes of many places with few queries."""
        texts = {p.postcode for p in places if p.postcode and p.postcode not in self._postcodes}
        self._postcodes.update(find_postcodes(texts))

    def place(self, text: PlaceText) -> tuple[PlaceContent, str | None]:
        """A place as it will be stored, and what there is to say about it."""
        code, remark = _code(text.postcode)
        located = self._located(text.postcode) if code else None
        point, approximate = text.point, text.approximate
        if located and not located.approximate and _contradicts(point, located):
            point, remark = None, CONTRADICTS
        if point is None and located:
            point, approximate = located.point, approximate or located.approximate
        address = text.address if code or not text.postcode else _with(text.address, text.postcode)
        return PlaceContent(
            name=text.name,
            address=address[:400],
            postcode=code,
            latitude=round(point[0], COORDINATE_DIGITS) if point else None,
            longitude=round(point[1], COORDINATE_DIGITS) if point else None,
            precision=_precision(point, approximate).value,
            district_code=self._district(point, located),
            is_private_home=text.private_home,
        ), remark

    def postcode(self, text: str | None) -> tuple[str | None, str | None]:
        """A postcode as it is stored, and its district; None for what is not known."""
        code, _remark = _code(text)
        located = self._located(text) if code else None
        return code, located.district.code if located and located.district else None

    def _located(self, text: str | None) -> Located | None:
        """A known postcode, or its sector where no postcode of that sector is known."""
        if text is None:
            return None
        if text not in self._postcodes:
            try:
                self._postcodes[text] = locate(text)
            except UnknownPlace:
                self._postcodes[text] = None
        return self._postcodes[text]

    def _district(self, point: Point | None, located: Located | None) -> str | None:
        if located and located.district:
            return located.district.code
        if point is None:
            return None
        if point not in self._districts:
            self._districts |= self._finder.codes_at([point])
        return self._districts[point]


def _code(text: str | None) -> tuple[str | None, str | None]:
    if text is None:
        return None, None
    try:
        return parse_postcode(text), None
    except NotAPostcode:
        return None, MALFORMED


def _contradicts(point: Point | None, located: Located) -> bool:
    return point is not None and roughly_km(point, located.point) > FARTHEST_KM


def _with(address: str, postcode: str) -> str:
    return address if postcode in address else f"{address} {postcode}".strip()


def _precision(point: Point | None, approximate: bool) -> Precision:
    if point is None:
        return Precision.UNKNOWN
    return Precision.AREA if approximate else Precision.EXACT
