"""A state's name stands once in a built script."""

import pytest

from practice_app.reflex_seams.named_once import NamesOncePlugin, once

OWN = "reflex___state____state.practice_app___state____own_state"
LIST = f"{OWN}.practice_app___state___pieces____list_state"


def test_what_is_read_and_called_of_a_state_names_it_once_at_the_head():
    script = f"import{{c,E}}from'./a.js';let a=c(`{LIST}`).rows,b=E(`{LIST}.load`,{{}}),d=c(`{OWN}`).timezone;"
    assert once(script) == (
        f"const $state0=`{LIST}`;import{{c,E}}from'./a.js';"
        f"let a=c($state0).rows,b=E($state0+`.load`,{{}}),d=c(`{OWN}`).timezone;"
    )


@pytest.mark.parametrize(
    "script",
    [
        f"c(`{LIST}`)",
        f'{{"{LIST}":1,"{LIST}.load":2}}',
        f"t`{LIST}`+t`{LIST}`",
        f"(`{LIST}.${{x}}`);(`{LIST}.${{x}}`)",
        f"let $state=1;c(`{LIST}`);c(`{LIST}`)",
    ],
    ids=["once", "a key", "a tag's", "with a placeholder", "a script that has our mark"],
)
def test_the_rest_stays_as_it_is(script):
    assert once(script) == script


def test_the_build_fails_where_names_are_written_in_another_way(tmp_path):
    (tmp_path / "a.js").write_text(f"c('{LIST}');c('{LIST}')", encoding="utf-8")
    with pytest.raises(RuntimeError, match="another way"):
        NamesOncePlugin().post_build(static_dir=tmp_path)
    (tmp_path / "b.js").write_text(f"c(`{LIST}`);c(`{LIST}`)", encoding="utf-8")
    NamesOncePlugin().post_build(static_dir=tmp_path)
    assert (tmp_path / "b.js").read_text(encoding="utf-8") == f"const $state0=`{LIST}`;c($state0);c($state0)"
