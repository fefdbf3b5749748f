import pytest

from practice_app.reflex_seams.same_origin import NOBODYS_ADDRESS, SameOriginPlugin, in_place


@pytest.mark.parametrize("quote", ['"', "'", "`"])
def test_the_address_becomes_where_the_page_came_from(quote):
    built = f"{{PING:{quote}{NOBODYS_ADDRESS}/ping{quote},EVENT:{quote}ws://origin.woodshed.invalid/_event{quote}}}"

    assert in_place(built) == (
        '{PING:(location.origin+"/ping"),EVENT:(location.origin.replace(/^http/,"ws")+"/_event")}'
    )


def test_a_build_that_names_no_address_is_noticed(tmp_path):
    (tmp_path / "a.js").write_text("nothing to see")

    with pytest.raises(RuntimeError, match="another way"):
        SameOriginPlugin().post_build(static_dir=tmp_path)


def test_a_build_that_keeps_the_address_somewhere_is_noticed(tmp_path):
    (tmp_path / "a.js").write_text(f'x="{NOBODYS_ADDRESS}";y=`see {NOBODYS_ADDRESS}`')

    with pytest.raises(RuntimeError, match="left in"):
        SameOriginPlugin().post_build(static_dir=tmp_path)
