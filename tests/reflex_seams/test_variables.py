"""What a script works out brings along the imports, hooks and states of all that it is made of."""

import reflex as rx
from reflex.vars import VarData

from practice_app.reflex_seams.variables import worked_out


class BowsState(rx.State):
    bows: int = 2


def test_a_call_is_written_with_its_values_and_keeps_what_they_need():
    needs = VarData(imports={"lib": [rx.ImportVar(tag="useText")]}, hooks={"const _text = useText()": None})
    text = worked_out("_text.t", ["Up {n}", BowsState.bows], needs)
    data = text._get_all_var_data()
    assert str(text).startswith('_text.t("Up {n}", ')
    assert (data.state, "lib" in dict(data.imports)) == (BowsState.get_full_name(), True)
    assert "useText()" in str(data.hooks)
