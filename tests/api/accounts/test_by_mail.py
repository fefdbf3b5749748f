"""What is done by mail: the links as they lie in the mails, followed as a mail program's reader would."""

import psycopg

from tests.api.accounts.mails import token_of
from tests.api.conftest import ANN

NEW = "a much better fiddle"
VERIFY, FORGOT, RESET = (f"/api/v1/auth/{path}" for path in ("email/verify", "password/forgot", "password/reset"))


CONFIRM, CHOOSE, CHANGED = "Is this address yours?", "A new password", "Your password was changed"


def forget(device, post, times=1):
    assert device.post(FORGOT, json={"email": ANN["email"]}).status_code == 202
    return token_of(post.arrive(CHOOSE, times)[-1])


def test_whoever_signs_up_confirms_the_address_by_a_mail(post, ann, device):
    assert ann.get("/api/v1/me").json()["email_verified"] is False
    [mail] = post.arrive(CONFIRM)
    assert mail["To"] == ANN["email"]
    assert device.post(VERIFY, json={"token": token_of(mail)}).status_code == 204
    assert ann.get("/api/v1/me").json()["email_verified"] is True
    again = device.post(VERIFY, json={"token": token_of(mail)})
    assert (again.status_code, again.json()["code"]) == (422, "spent_link")


def test_a_mail_that_did_not_come_is_sent_again_a_few_times_an_hour(post, ann, device):
    answers = [ann.post("/api/v1/auth/email/resend").status_code for _ in range(4)]
    assert answers == [202, 202, 202, 429]
    mails = post.arrive(CONFIRM, 4)
    assert device.post("/api/v1/auth/email/resend").status_code == 401
    assert device.post(VERIFY, json={"token": token_of(mails[0])}).status_code == 204
    assert device.post(VERIFY, json={"token": token_of(mails[1])}).status_code == 422


def test_a_forgotten_password_is_chosen_anew_and_every_device_is_signed_out(post, ann, device):
    token = forget(device, post)
    assert device.post(RESET, json={"token": token, "new_password": NEW}).status_code == 204
    assert ann.get("/api/v1/me").status_code == 401
    old, new = (
        device.post("/api/v1/auth/login", json={"email": ANN["email"], "password": password})
        for password in (ANN["password"], NEW)
    )
    assert (old.status_code, new.status_code) == (401, 200)
    assert new.json()["user"]["email_verified"] is True
    assert "forgot" in post.arrive(CHANGED)[0].get_body(("plain",)).get_content()
    kinds = [item["kind"] for item in device.get("/api/v1/me/audit").json()["items"]]
    assert "password_reset" in kinds


def test_a_link_lasts_until_a_password_was_taken_and_then_no_other_does(post, ann, device):
    first, second = forget(device, post), forget(device, post, 2)
    short = device.post(RESET, json={"token": second, "new_password": "short"})
    assert (short.status_code, short.json()["errors"][0]["field"]) == (422, "new_password")
    own = device.post(RESET, json={"token": second, "new_password": ANN["email"]})
    assert (own.status_code, own.json()["errors"][0]["field"]) == (422, "new_password")
    assert device.post(RESET, json={"token": second, "new_password": NEW}).status_code == 204
    for token in (first, second):
        assert device.post(RESET, json={"token": token, "new_password": NEW}).json()["code"] == "spent_link"


def test_who_changes_a_password_the_other_way_leaves_no_link_behind(post, ann, device):
    token = forget(device, post)
    change = {"current_password": ANN["password"], "new_password": NEW}
    assert ann.post("/api/v1/me/password", json=change).status_code == 204
    answer = device.post(RESET, json={"token": token, "new_password": "somebody else's choice"})
    assert answer.json()["code"] == "spent_link"


def test_a_link_is_good_for_its_purpose_and_its_time_alone(post, ann, device, db_urls):
    confirm, choose = token_of(post.arrive(CONFIRM)[0]), forget(device, post)
    assert device.post(RESET, json={"token": confirm, "new_password": NEW}).status_code == 422
    assert device.post(VERIFY, json={"token": choose}).status_code == 422
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE mail_tokens SET expires_at = now() - interval '1 second'")
    assert device.post(RESET, json={"token": choose, "new_password": NEW}).status_code == 422
    assert device.post(VERIFY, json={"token": confirm}).status_code == 422


def test_no_answer_tells_whether_there_is_an_account(post, ann, device):
    answers = [device.post(FORGOT, json={"email": who}) for who in (ANN["email"], "eve@example.com", "no address")]
    assert {(answer.status_code, answer.text) for answer in answers} == {(202, "null")}
    post.arrive(CHOOSE)
    assert {mail["To"] for mail in post.all()} == {ANN["email"]}


def test_nobodys_mailbox_is_flooded_however_the_address_is_spelled(post, ann, device):
    spellings = ("ann@example.com", "ANN@example.com", "ａnn@example.com", "ann@exam\ufe0fple.com", "ann@example。com")
    for spelling in spellings * 2:
        assert device.post(FORGOT, json={"email": spelling}).status_code == 202
    bob = {**ANN, "email": "bob@example.com", "locale": "ko"}
    assert device.post("/api/v1/auth/register", json=bob).status_code == 201
    post.arrive("이 주소가 맞나요?")
    assert len([mail for mail in post.all() if mail["Subject"] == CHOOSE]) <= 4  # two at once may both be the third


def test_links_begin_with_what_the_operator_says_whatever_host_is_asked(post, ann, device):
    forged = {"host": "evil.example", "x-forwarded-host": "evil.example"}
    device.post(FORGOT, json={"email": ANN["email"]}, headers=forged)
    [mail] = post.arrive(CHOOSE)
    assert "evil.example" not in mail.as_string()


def test_another_site_sends_none_of_it(post, device):
    for path, body in ((VERIFY, {"token": "x"}), (FORGOT, {"email": "a@b.example"})):
        assert device.post(path, json=body, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_no_token_is_stored_readably(post, ann, device, db_urls):
    token = forget(device, post)
    with psycopg.connect(db_urls.superuser) as db:
        assert token not in str(db.execute("SELECT t::text FROM mail_tokens t").fetchall())
