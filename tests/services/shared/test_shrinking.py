"""What people send becomes a square picture of ours, or is no picture; nothing of the file itself comes through."""

import io

import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from practice_app.errors import Invalid
from practice_app.services.shared.drawing import shrink, shrinking
from tests.services.profiles import pictures

register_heif_opener()


def square(data, size=256):
    (found,) = shrink.squares(data, [size])
    return Image.open(io.BytesIO(found))


def near(pixel, colour, by=40):
    return all(abs(a - b) <= by for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("kind", pictures.TAKEN)
def test_every_kind_of_photo_becomes_a_square_jpeg(kind):
    found = square(pictures.TAKEN[kind]())
    assert (found.format, found.mode, found.size) == ("JPEG", "RGB", (256, 256))


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic", "avif", "cmyk", "see-through"])
def test_its_middle_is_seen_in_its_own_colours(kind):
    found = square(pictures.TAKEN[kind]())
    assert near(found.getpixel((128, 10)), pictures.BLUE, 60)
    assert near(found.getpixel((128, 200)), pictures.RED, 60)


@pytest.mark.parametrize("kind", pictures.REFUSED)
def test_what_is_no_picture_is_refused(kind):
    with pytest.raises(shrink.Refused):
        shrink.squares(pictures.REFUSED[kind](), [64])


def test_a_photo_stands_upright_and_tells_nothing_of_where_it_was_taken():
    data = pictures.turned()
    assert b"SpyCam" in data
    (found,) = shrink.squares(data, [256])
    assert b"SpyCam" not in found
    assert b"Exif" not in found
    shown = Image.open(io.BytesIO(found))
    assert near(shown.getpixel((250, 128)), pictures.BLUE, 60), "the upper edge lies to the right, as the camera says"
    assert near(shown.getpixel((10, 128)), pictures.RED, 60)
    assert dict(shown.getexif()) == {}


def test_sixteen_bits_are_as_bright_as_they_were():
    assert near(square(pictures.sixteen_bit()).getpixel((9, 9)), (156, 156, 156), 3)


def test_what_is_see_through_is_white():
    clear = pictures.written(Image.new("RGBA", (90, 90), (0, 0, 0, 0)), "PNG")
    assert square(clear).getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["bomb", "fifty megapixels", "a long note", "svg", "jpeg and zip"])
def test_the_process_that_looks_says_why_and_no_more(kind):
    with pytest.raises(Invalid) as refused:
        shrinking.shrunk(pictures.REFUSED[kind]())
    assert refused.value.errors[0].field == "picture"


def test_a_picture_that_lies_about_its_size_takes_no_more_than_it_says():
    assert set(shrinking.shrunk(pictures.liar())) == set(shrinking.SIZES)


def test_the_process_has_no_more_memory_than_it_is_given(monkeypatch, tmp_path):
    """A file that gets past every look at it still ends with its process, and is refused."""
    greedy = tmp_path / "shrink.py"
    source = shrinking.PROGRAM.read_text(encoding="utf-8")
    greedy.write_text(source.replace("    lower = data.lower()", "    lower = bytes(8 << 30)"), encoding="utf-8")
    monkeypatch.setattr(shrinking, "PROGRAM", greedy)
    with pytest.raises(Invalid):
        shrinking.shrunk(pictures.jpeg())


def test_a_file_that_takes_too_much_of_the_processor_is_refused(monkeypatch, tmp_path):
    endless = tmp_path / "shrink.py"
    source = shrinking.PROGRAM.read_text(encoding="utf-8").replace(
        "PROCESSOR_S = 1 << 30, 15", "PROCESSOR_S = 1 << 30, 1"
    )
    endless.write_text(source.replace("    lower = data.lower()", "    while True: pass"), encoding="utf-8")
    monkeypatch.setattr(shrinking, "PROGRAM", endless)
    with pytest.raises(Invalid):
        shrinking.shrunk(pictures.jpeg())


def test_where_the_machine_has_no_time_one_may_come_again(monkeypatch, tmp_path):
    slow = tmp_path / "shrink.py"
    slow.write_text("import time\ntime.sleep(600)\n", encoding="utf-8")
    monkeypatch.setattr(shrinking, "PROGRAM", slow)
    monkeypatch.setattr(shrinking, "LONGEST_S", 0.2)
    with pytest.raises(shrinking.Drawing):
        shrinking.shrunk(pictures.jpeg())


def test_the_process_knows_nothing_of_ours(monkeypatch, tmp_path):
    curious = tmp_path / "shrink.py"
    curious.write_text("import os, sys\nsys.exit(3 if len(os.environ) < 3 else 0)\n", encoding="utf-8")
    monkeypatch.setattr(shrinking, "PROGRAM", curious)
    with pytest.raises(Invalid):
        shrinking.shrunk(b"")
