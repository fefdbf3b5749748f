"""Where Reflex puts finished pages, and what it puts on them."""

import dataclasses
from types import SimpleNamespace

import reflex as rx

from practice_app.reflex_seams import pages
from tests.stack import ROOT


def test_reflex_still_puts_its_own_notice_on_every_page_and_we_leave_it_out():
    fresh = next(field for field in dataclasses.fields(rx.App) if field.name == "app_wraps").default_factory
    app = SimpleNamespace(app_wraps=fresh())
    assert pages.OVERLAY in app.app_wraps
    pages.without_overlay(app)
    assert pages.OVERLAY not in app.app_wraps


def test_the_finished_pages_lie_where_the_web_process_looks():
    assert pages.folder().is_relative_to(ROOT / ".web")


def test_what_stands_for_a_page_that_could_not_be_drawn_is_ours_and_shows_no_fault():
    fresh = next(field for field in dataclasses.fields(rx.App) if field.name == "app_wraps").default_factory
    app = SimpleNamespace(app_wraps=fresh())
    assert pages.BOUNDARY in app.app_wraps
    assert "error.stack" in str(app.app_wraps[pages.BOUNDARY](True).fallback_render)

    pages.with_fallback(app, lambda: rx.el.p("It stumbled."))

    stands = str(app.app_wraps[pages.BOUNDARY](True).fallback_render)
    assert "It stumbled." in stands
    assert "error" not in stands
