"""Static files: addresses that change with the content, and how long browsers keep them."""

import json

import pytest
from flask import Flask

from brokerage.assets import AssetMissing, asset_url, wrap_static


@pytest.fixture
def static(tmp_path):
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "site.css").write_text("a{color:red}")
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "map.1a2b3c4d.js").write_text("// map" * 100)
    (tmp_path / "vendor" / "map.1a2b3c4d.js.gz").write_bytes(b"squeezed")
    manifest = {"map.js": "map.1a2b3c4d.js"}
    (tmp_path / "vendor" / "manifest.json").write_text(json.dumps(manifest))
    return tmp_path


def make_app(static, debug=False):
    app = Flask("test", static_folder=None)
    app.debug = debug
    app.add_url_rule("/", view_func=lambda: "the application")
    wrap_static(app, static)
    return app


def url(app, name):
    with app.app_context():
        return asset_url(name)


def cache_control(response):
    """Read the header and close the file that WhiteNoise opened."""
    response.close()
    return response.headers["Cache-Control"]


def test_a_changed_file_has_another_address(static):
    before = url(make_app(static), "css/site.css")
    (static / "css" / "site.css").write_text("a{color:blue}")
    after = url(make_app(static), "css/site.css")
    assert before.startswith("/static/css/site.css?v=")
    assert before != after


def test_the_address_is_read_once_but_again_while_debugging(static):
    usual, debugged = make_app(static), make_app(static, debug=True)
    before = url(usual, "css/site.css")
    assert url(debugged, "css/site.css") == before
    (static / "css" / "site.css").write_text("a{color:blue}")
    assert url(usual, "css/site.css") == before
    assert url(debugged, "css/site.css") != before


def test_a_vendored_file_is_found_by_its_plain_name(static):
    assert url(make_app(static), "vendor/map.js") == "/static/vendor/map.1a2b3c4d.js"


def test_below_a_prefix_the_address_has_the_prefix(static):
    with make_app(static).test_request_context(environ_overrides={"SCRIPT_NAME": "/kent"}):
        assert asset_url("vendor/map.js").startswith("/kent/static/vendor/")


def test_without_a_build_the_error_says_what_to_run(static):
    (static / "vendor" / "manifest.json").unlink()
    with pytest.raises(AssetMissing, match="make assets"):
        url(make_app(static), "vendor/map.js")


def test_a_misspelt_own_file_is_an_error(static):
    with pytest.raises(AssetMissing, match=r"css/sight\.css does not exist$"):
        url(make_app(static), "css/sight.css")


def test_present_content_is_kept_for_good_and_other_content_is_not(static):
    app = make_app(static)
    client = app.test_client()
    assert "immutable" in cache_control(client.get(url(app, "css/site.css")))
    assert "immutable" in cache_control(client.get(url(app, "vendor/map.js")))
    assert "immutable" not in cache_control(client.get("/static/css/site.css"))
    assert "immutable" not in cache_control(client.get("/static/css/site.css?v=00000000"))


def test_static_files_are_not_sniffed_nor_shared_with_other_sites(static):
    with make_app(static).test_client().get("/static/css/site.css") as response:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "Access-Control-Allow-Origin" not in response.headers
        assert response.headers["Content-Type"] == 'text/css; charset="utf-8"'


def test_the_compressed_twin_is_sent_to_browsers_that_take_it(static):
    client = make_app(static).test_client()
    address = "/static/vendor/map.1a2b3c4d.js"
    with client.get(address, headers={"Accept-Encoding": "gzip"}) as response:
        assert response.data == b"squeezed"
        assert response.headers["Content-Encoding"] == "gzip"
    with client.get(address) as response:
        assert response.data.startswith(b"// map")


@pytest.mark.parametrize("path", ["/static/../secret", "/static/%2e%2e/secret", "/static/none.css"])
def test_nothing_outside_the_folder_is_served(static, path):
    (static.parent / "secret").write_text("secret")
    for debug in (False, True):
        assert make_app(static, debug).test_client().get(path).status_code == 404


def test_everything_else_reaches_the_application(static):
    assert make_app(static).test_client().get("/").text == "the application"
