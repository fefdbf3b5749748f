"""A text of the page that a script of ours works out from other values, which may be state.

Seen on Reflex 0.10.1: `Var` takes its type and data by private names, and tells what it needs by another.
"""

from collections.abc import Sequence

import reflex as rx
from reflex.vars import VarData
from reflex.vars.sequence import StringVar


def worked_out(call: str, arguments: Sequence[object], needs: VarData) -> StringVar[str]:
    """A call of this function with these values, carrying along whatever it and they need (imports, hooks, states)."""
    values = [rx.Var.create(argument) for argument in arguments]
    data = VarData.merge(needs, *(value._get_all_var_data() for value in values))
    code = f"{call}({', '.join(str(value) for value in values)})"
    return rx.Var(code, _var_type=str, _var_data=data).to(str)
