"""Pages whose address names something are drawn ahead, once for all they name."""

import pytest
from reflex.utils.frontend_skeleton import _update_react_router_config
from reflex_base.config import get_config

from practice_app.reflex_seams.drawn_ahead import DrawnAheadPlugin, addresses, stand_in, with_these


def test_each_route_whose_last_part_names_something_has_an_address():
    assert addresses(["index", "pieces", "pieces/[piece_id]", "/students/[id]", "a/[b]/c", "[all]", "404"]) == [
        "/pieces/_",
        "/students/_",
    ]


def test_react_router_draws_them_with_its_own():
    ahead = with_these(_update_react_router_config(get_config(), prerender_routes=True), ["/pieces/_"])

    assert '({ getStaticPaths }) => [...getStaticPaths(), ...["/pieces/_"]]' in ahead


def test_where_nothing_is_drawn_ahead_neither_are_they():
    developing = _update_react_router_config(get_config(), prerender_routes=False)

    assert with_these(developing, ["/pieces/_"]) == developing


def test_a_build_in_which_one_is_missing_fails(tmp_path):
    class Route:
        route = "pieces/[piece_id]"

    plugin = DrawnAheadPlugin()
    plugin.pre_compile(unevaluated_pages=[Route()], add_modify_task=lambda *_: None)
    with pytest.raises(RuntimeError, match="/pieces/_"):
        plugin.post_build(static_dir=tmp_path)


@pytest.fixture
def static(tmp_path):
    (tmp_path / "pieces" / "_").mkdir(parents=True)
    (tmp_path / "pieces" / "_" / "index.html").write_text("drawn")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "drawn"),
    [
        pytest.param("pieces/0198", "/pieces/_/", id="named"),
        pytest.param("pieces", "", id="the-list"),
        pytest.param("api/v1/pieces/0198", "", id="elsewhere"),
        pytest.param("pieces/0198/more", "", id="below-it"),
        pytest.param("pieces/../pieces/x", "", id="up"),
        pytest.param("pieces/a.png", "", id="a-file"),
        pytest.param("", "", id="the-door"),
    ],
)
def test_an_address_stands_in_for_those_of_its_kind_alone(static, path, drawn):
    assert stand_in(static, path) == drawn
