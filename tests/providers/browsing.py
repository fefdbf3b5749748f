"""A browser that goes to a provider and comes back: its cookies here and there."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
from fastapi.testclient import TestClient

from tests.api.conftest import ANN

HERE = "https://woodshed.example"
SIGN_UP = {"display_name": "Mina", "role": "student", "birth_year": 1990, "consent": True}
EVERYBODY = ("google", "kakao", "naver", "apple")


class Browser(TestClient):
    """A browser with its cookies, here and at the providers."""

    def __init__(self, api):
        super().__init__(api, HERE, raise_server_exceptions=False, follow_redirects=False)
        self.headers["sec-fetch-site"] = "same-origin"
        self.there = httpx.Client()

    def leave(self, provider, wanted=""):
        """Tap a provider's button; answers where that leads."""
        answer = self.get(f"/api/v1/auth/{provider}/login", params={"next": wanted} if wanted else {})
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def return_from(self, url):
        """Be at the provider, and come away from there: what is asked of us then, as (method, address, form)."""
        while not url.startswith(HERE):
            answer = self.there.get(url)
            if answer.status_code not in (302, 303):
                return "POST", *_form(answer.text)
            url = str(httpx.URL(url).join(answer.headers["location"]))
        return "GET", url, None

    def bring(self, asked):
        """Make that request; answers where it leads."""
        method, url, form = asked
        headers = {"sec-fetch-site": "cross-site"} | ({"origin": "https://appleid.apple.com"} if form else {})
        answer = self.request(method, url, data=form, headers=headers)
        assert answer.status_code == 302, answer.text
        assert answer.headers["cache-control"] == "no-store"
        return answer.headers["location"]

    def come(self, provider, wanted=""):
        """All of it."""
        return self.bring(self.return_from(self.leave(provider, wanted)))

    def join(self, **more):
        return self.post("/api/v1/auth/arrival/join", json=SIGN_UP | more)

    def me(self):
        return self.get("/api/v1/me").json()


def _form(html):
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', html))
    assert fields, html
    return re.search(r'action="([^"]*)"', html)[1], fields


def register(client, **more):
    answer = client.post("/api/v1/auth/register", json=ANN | more)
    assert answer.status_code == 201
    return client


def said(where):
    return dict(parse_qsl(urlsplit(where).query)).get("said")


def changed(url, **parameters):
    """An address with other parameters."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query)) | parameters
    return parts._replace(query=urlencode({name: value for name, value in query.items() if value is not None})).geturl()
