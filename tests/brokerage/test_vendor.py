"""What we serve of other people's front-end code, and what we must not."""

import gzip
import json

import pytest

from brokerage import vendor

FONT = "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"


def test_a_font_face_and_the_notice_before_it_are_dropped():
    css = f"a{{color:red}}/*! Copyright M. C. */{FONT}{FONT}b{{color:blue}}"
    assert vendor.without_crown_parts(css) == "a{color:red}b{color:blue}"


def test_an_earlier_comment_survives_a_dropped_font_face():
    assert vendor.without_crown_parts(f"/* keep */a{{color:red}}{FONT}") == (
        "/* keep */a{color:red}"
    )


@pytest.mark.parametrize(
    "family", ["GDS Transport,arial,sans-serif", '"GDS Transport", arial', "'gds transport'"]
)
def test_the_typeface_is_replaced_by_the_systems_own(family):
    css = vendor.without_crown_parts(
        f"a{{font-family:{family};color:red}}b{{font-family:{family}}}"
    )
    fonts = vendor.SYSTEM_FONTS
    assert css == f"a{{font-family:{fonts};color:red}}b{{font-family:{fonts}}}"


def test_an_important_typeface_stays_important():
    css = vendor.without_crown_parts("a{font-family:GDS Transport,arial!important}")
    assert css == f"a{{font-family:{vendor.SYSTEM_FONTS}!important}}"


def test_the_crest_is_dropped_and_its_neighbours_are_not():
    css = 'a{width:1px;background-image:url("/assets/images/govuk-crest.svg");height:2px}'
    assert vendor.without_crown_parts(css) == "a{width:1px;height:2px}"


@pytest.mark.parametrize(
    "text", ["x;//# sourceMappingURL=x.js.map", "x;\n/*# sourceMappingURL=x.css.map */\n"]
)
def test_source_map_lines_are_dropped(text):
    assert vendor.without_source_map(text).strip() == "x;"


def test_images_are_renamed_in_addresses_and_in_leaflets_pattern():
    names = {"images/pin.png": "images/pin.1a2b.png", "images/pin-2x.png": "images/pin-2x.3c.png"}
    text = r'url(images/pin.png) "pin-2x.png" /^(.*)pin\.png$/'
    assert vendor.with_renamed(text, names) == (
        r'url(images/pin.1a2b.png) "pin-2x.3c.png" /^(.*)pin\.1a2b\.png$/'
    )


@pytest.fixture
def packages(tmp_path):
    """A node_modules/ with a few bytes in every file we take."""
    source = tmp_path / "node_modules"
    for path in [*vendor.IMAGES.values(), *vendor.TEXTS.values()]:
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text("a{color:red}")
    return source


def test_built_files_are_named_for_their_content_and_old_ones_go(packages, tmp_path):
    target = tmp_path / "vendor"
    first = vendor.build(packages, target)
    (packages / vendor.TEXTS["leaflet.css"]).write_text("a{color:blue}")
    second = vendor.build(packages, target)
    assert first["leaflet.css"] != second["leaflet.css"]
    assert first["leaflet.js"] == second["leaflet.js"]
    assert not (target / first["leaflet.css"]).exists()
    assert json.loads((target / "manifest.json").read_text()) == second


def test_text_files_have_a_compressed_twin_and_a_copyright_line(packages, tmp_path):
    name = vendor.build(packages, tmp_path / "vendor")["govuk-frontend.min.css"]
    plain = (tmp_path / "vendor" / name).read_bytes()
    assert gzip.decompress((tmp_path / "vendor" / f"{name}.gz").read_bytes()) == plain
    assert b"Crown Copyright (Government Digital Service)" in plain


def test_a_build_that_would_serve_the_crest_fails_and_leaves_the_old_one(packages, tmp_path):
    before = vendor.build(packages, tmp_path / "vendor")
    (packages / vendor.TEXTS["govuk-frontend.min.js"]).write_text('"/assets/images/x.svg"')
    with pytest.raises(vendor.BuildFailed, match=r"govuk-frontend\.min\.js still has /assets/"):
        vendor.build(packages, tmp_path / "vendor")
    assert all((tmp_path / "vendor" / name).exists() for name in before.values())


def test_missing_packages_are_named_with_the_way_to_get_them(tmp_path):
    with pytest.raises(vendor.BuildFailed, match="make assets"):
        vendor.build(tmp_path, tmp_path / "vendor")


def test_what_is_built_here_has_no_crown_parts():
    texts = {
        path.name: path.read_text()
        for path in vendor.VENDOR.rglob("*")
        if path.suffix in {".css", ".js"}
    }
    assert len(texts) == len(vendor.TEXTS), "run `make assets`"
    assert [name for name, text in texts.items() if vendor.forbidden_in(text)] == []
    assert not any(p.suffix in {".woff", ".woff2", ".ico"} for p in vendor.VENDOR.rglob("*"))
