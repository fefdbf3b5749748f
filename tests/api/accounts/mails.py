"""What the links of mails bring."""

import re


def token_of(mail):
    """The token behind the link, in both forms of a mail."""
    text = mail.get_body(("plain",)).get_content()
    found = re.search(r"#token=([\w-]+)", text)[1]
    assert found in mail.get_body(("html",)).get_content()
    return found
