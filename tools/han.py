"""Write which traditional sign is which simplified one: `practice_app/services/shared/indexing/han.txt`.

    uv run --with opencc==1.4.2 python tools/han.py

Two lines of as many signs. Read sign by sign: what stands beside one changes nothing, as a search needs it
(decision 83).
"""

from pathlib import Path

FILE = Path(__file__).parents[1] / "practice_app" / "services" / "shared" / "indexing" / "han.txt"
RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF))


def main() -> None:
    """Ask OpenCC for every sign by itself."""
    import opencc  # type: ignore[import-not-found]  # needed here alone

    convert = opencc.OpenCC("t2s").convert
    signs = [chr(code) for first, last in RANGES for code in range(first, last + 1)]
    pairs = {sign: simple for sign in signs if (simple := convert(convert(sign))) != sign and len(simple) == 1}
    FILE.write_text("".join(pairs) + "\n" + "".join(pairs.values()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
