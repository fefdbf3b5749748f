"""Cards of what posts link to: pages of the open net alone are asked, briefly, once, and nothing of theirs is run."""

import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from practice_app.database import system_transaction, transaction
from practice_app.models import LinkCard
from practice_app.models.columns import now
from practice_app.services import forum
from practice_app.services.forum import CardRow, CommentChanges, CommentDraft, PostDraft
from practice_app.services.forum.cards import fetching, reading
from practice_app.services.forum.cards.fetching import Away, Fetched, NotFetched, fetch, is_public
from practice_app.services.forum.cards.keeping import alone
from practice_app.settings import get_settings
from tests.services import people

PAGE = (
    b"<!doctype html><html><head><meta charset=utf-8><title>Of bows</title>"
    b'<meta property="og:title" content="Spiccato &amp; sautill\xc3\xa9"><meta name=description content=\'Small arm.\'>'
    b"<meta property=og:site_name content=unquoted></head><body><script>alert(1)</script></body></html>"
)


class Site(BaseHTTPRequestHandler):
    """Pages by their path: status, headers, body."""

    def do_GET(self):
        self.server.came.append(self.path)
        status, headers, body = self.server.pages.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html"} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):  # whoever asked may have heard enough
            self.wfile.write(body)

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def site(monkeypatch, clean_database):
    """A site on this machine, which the settings allow."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.came, server.pages = [], {"/bows": (200, {}, PAGE)}
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("LINK_CARD_HOSTS", server.url)
    get_settings.cache_clear()
    yield server
    server.shutdown()
    server.server_close()
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.fixture
def ann(clean_database):
    return people.person("Ann")


def posted(who, body, **more):
    draft = PostDraft(**{"title": "Look", "body_md": body, "category": "tip"} | more)
    with transaction(who) as db:
        return forum.add_post(db, who, draft)[0]


def shown(who, post):
    with transaction(who) as db:
        return forum.cards_of(db, [post.body_html])[0]


@pytest.mark.parametrize("body", ["Read this:\n\n<{}>", "{}", "Read\n\n[this page]({})\n\nand practise"])
def test_a_link_that_stands_alone_has_a_card_once_a_worker_looked(ann, site, body):
    post = posted(ann, body.format(f"{site.url}/bows"))
    assert (shown(ann, post), site.came) == ([], [])
    assert (forum.fetch_cards(), site.came) == (1, ["/bows"])
    assert shown(ann, post) == [CardRow(f"{site.url}/bows", "Spiccato & sautillé", "Small arm.", "unquoted")]
    posted(ann, f"{site.url}/bows", title="Again")
    assert (forum.fetch_cards(), site.came) == (0, ["/bows"]), "it is known"


def test_drafts_links_within_a_sentence_and_a_house_that_wants_none_ask_nobody(ann, site, monkeypatch):
    posted(ann, f"{site.url}/bows", status="draft")
    posted(ann, f"See <{site.url}/bows> for more.")
    monkeypatch.setenv("LINK_CARDS", "false")
    get_settings.cache_clear()
    post = posted(ann, f"{site.url}/bows", title="Off")
    assert (forum.fetch_cards(), site.came, shown(ann, post)) == (0, [], [])


def test_what_is_said_below_a_post_has_cards_too_also_once_it_is_changed(ann, site):
    post = posted(ann, "What helps?")
    with transaction(ann) as db:
        said, _new = forum.add_comment(db, ann, post.id, CommentDraft(body_md=f"This:\n\n{site.url}/bows"))
    assert (forum.fetch_cards(), site.came) == (1, ["/bows"])
    with transaction(ann) as db:
        [[card], none] = forum.cards_of(db, [said.body_html, post.body_html])
    assert (card.title, none) == ("Spiccato & sautillé", [])
    with transaction(ann) as db:
        forum.change_comment(db, ann, said.id, CommentChanges(body_md=f"{site.url}/bows?other"))
    assert (forum.fetch_cards(), site.came[1:]) == (1, ["/bows?other"])


def test_nobody_reads_cards_but_by_the_address_and_signed_in(ann, site):
    post = posted(ann, f"{site.url}/bows")
    forum.fetch_cards()
    with transaction(None) as db:
        assert forum.cards_of(db, [post.body_html]) == [[]]


def test_a_page_that_is_away_is_asked_again_and_at_last_no_more(ann, site):
    site.pages["/bows"] = (503, {}, b"")
    post = posted(ann, f"{site.url}/bows")
    for _ in range(5):
        with system_transaction() as db:
            row = db.get_one(LinkCard, f"{site.url}/bows")
            row.due_at = row.due_at and now()
        forum.fetch_cards()
    assert (len(site.came), shown(ann, post)) == (3, [])


def test_one_that_has_nothing_to_say_is_asked_once(ann, site):
    site.pages["/song.mp3"] = (200, {"Content-Type": "audio/mpeg"}, b"ID3")
    post = posted(ann, f"{site.url}/song.mp3\n\n{site.url}/none")
    assert (forum.fetch_cards(), forum.fetch_cards(), shown(ann, post)) == (2, 0, [])


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        "224.0.0.1",
        *("255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "ff02::1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "192.0.2.1", "nonsense", ""),
    ],
)
def test_addresses_that_are_somebodys_own_or_stand_for_another_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111"])
def test_those_of_the_open_net_are(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/"),
        *("http://0/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data/"),
        *("ftp://example.org/", "file:///etc/passwd", "gopher://x/", "http://", "http://user:secret@example.org/"),
        *("http://example.org:6379/", "http://example.org:99999/", "http://exa mple.org/", "http://a\r\nHost: b/"),
        *("http://[::1/", "//example.org/", "https://ex.org/" + "a" * 2000, "http://münchen.example/"),
    ],
)
def test_nothing_inside_the_house_and_nothing_odd_is_asked(clean_database, url):
    with pytest.raises(NotFetched):
        fetch(url)


def test_a_name_that_leads_inside_is_refused_even_when_another_of_its_addresses_is_public(clean_database, monkeypatch):
    both = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *_args, **_more: both)
    monkeypatch.setattr(fetching.socket, "create_connection", lambda *_args, **_more: pytest.fail("it was connected"))
    with pytest.raises(NotFetched, match="private"):
        fetch("http://two-faced.example/")


def test_it_connects_to_the_address_that_was_looked_at(clean_database, monkeypatch):
    connected = []

    def connect(address, **_more):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *_args, **_more: [(2, 1, 6, "", ("8.8.8.8", 80))])
    monkeypatch.setattr(fetching.socket, "create_connection", connect)
    with pytest.raises(Away):
        fetch("http://once.example/")
    assert connected == [("8.8.8.8", 80)]


def test_a_redirect_is_followed_a_few_times_and_each_is_looked_at(site):
    site.pages |= {"/a": (302, {"Location": "/b"}, b""), "/b": (301, {"Location": "/bows"}, b"")}
    assert reading.read(fetch(f"{site.url}/a")).title == "Spiccato & sautillé"
    site.pages["/round"] = (302, {"Location": "/round"}, b"")
    with pytest.raises(NotFetched, match="redirects"):
        fetch(f"{site.url}/round")
    assert site.came.count("/round") == 4


@pytest.mark.parametrize("there", ["http://127.0.0.1:1/", "http://localhost/", "file:///etc/passwd", "http://[::1]/"])
def test_a_redirect_into_the_house_is_not(site, there):
    site.pages["/trap"] = (302, {"Location": there}, b"")
    with pytest.raises(NotFetched):
        fetch(f"{site.url}/trap")


def test_no_more_than_the_beginning_is_read(site):
    site.pages["/long"] = (200, {}, PAGE + b"x" * 3_000_000)
    assert len(fetch(f"{site.url}/long").body) == fetching.LARGEST


def test_who_sends_a_byte_at_a_time_is_hung_up_on(site, monkeypatch):
    """The answer's first line never ends: each byte in time, the whole not."""
    monkeypatch.setattr(fetching, "WHOLE_S", 0.3)
    goes_on = threading.Event()

    def drip(handler):
        with suppress(OSError):
            while not goes_on.wait(0.02):
                handler.wfile.write(b"H")
                handler.wfile.flush()

    monkeypatch.setattr(Site, "do_GET", drip)
    try:
        with pytest.raises(Away):
            fetch(f"{site.url}/slow")
    finally:
        goes_on.set()


def test_so_is_who_never_ends_greeting_by_tls(clean_database, monkeypatch):
    monkeypatch.setattr(fetching, "WHOLE_S", 0.3)
    goes_on = threading.Event()
    door = socket.create_server(("127.0.0.1", 0))

    def greet():
        link, _ = door.accept()
        with link, suppress(OSError):
            link.sendall(b"\x16\x03\x03\x3f\xff")  # a greeting of 16 kB is to come
            while not goes_on.wait(0.02):
                link.sendall(b"\x02")

    there = threading.Thread(target=greet, daemon=True)
    there.start()
    url = f"https://127.0.0.1:{door.getsockname()[1]}"
    monkeypatch.setenv("LINK_CARD_HOSTS", url)
    get_settings.cache_clear()
    try:
        with pytest.raises(Away):
            fetch(f"{url}/slow")
    finally:
        goes_on.set()
        there.join()
        door.close()
        monkeypatch.undo()
        get_settings.cache_clear()


@pytest.mark.parametrize(
    ("body", "charset", "title"),
    [
        (b"<title>Plain</title>", "", "Plain"),
        ("<title>활 긋기</title>".encode("euc-kr"), "euc-kr", "활 긋기"),
        ('<meta charset="big5"><title>換把</title>'.encode("big5"), "", "換把"),
        (b"<title>\xff\xfe</title>", "no-such-charset", "��"),
        (b"<TITLE >Large\n letters</TITLE>", "", "Large letters"),
        (b"<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>", "", "<script>alert(1)</script>"),
        (b"<title>a\xe2\x80\xaeb</title>", "", "ab"),
        (b"<title>" + b"long " * 100 + b"</title>", "", ("long " * 40)[:199].rstrip() + "…"),
        (b"<" * 260_000, "", ""),
        (b"<meta " * 40_000, "", ""),
        (b"<meta content='" + b"a" * 250_000, "", ""),
        (b"", "", ""),
    ],
)
def test_a_page_is_read_as_text_whatever_it_is(body, charset, title):
    assert reading.read(Fetched("https://example.org/", body, charset)).title == title


def test_three_addresses_of_a_text_at_most_have_cards():
    body = "".join(f"<p>https://example.org/{n}</p>" for n in range(5))
    assert alone(body + "<p>https://example.org/0</p>") == [f"https://example.org/{n}" for n in range(3)]
    assert alone('<p><a href="https://a.example/?x=1&amp;y=2" rel="nofollow">x</a></p>') == [
        "https://a.example/?x=1&y=2"
    ]
    assert alone("<p>https://a.example b</p><li>https://a.example</li>") == []
