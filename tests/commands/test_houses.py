"""`woodshed move`: where the other house is, and by which keys what comes is read there."""

from practice_app.commands import houses


def test_a_file_of_settings_says_where_the_other_house_is_and_gets_the_keys_it_lacks(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgresql://here/woodshed")
    monkeypatch.setenv("OPERATOR_NAME", "A school")
    there = tmp_path / "servers.env"
    there.write_text(
        '# ours\nexport DATABASE_URL="postgresql://there/woodshed?sslmode=verify-full"\nREDIS_URL=redis://there\n'
    )
    found = houses._there(there, {"SECRET_KEY": "of here", "FIELD_KEYS": "1:abc="})
    assert found["DATABASE_URL"] == "postgresql://there/woodshed?sslmode=verify-full"
    assert (found["OPERATOR_NAME"], found["SECRET_KEY"], found["FIELD_KEYS"]) == ("A school", "of here", "1:abc=")
    assert houses.settings_of(there.read_text())["SECRET_KEY"] == "of here"
    assert capsys.readouterr().out == f"SECRET_KEY, FIELD_KEYS of here stand in {there} now.\n"


def test_a_folder_is_a_house_of_its_own_and_nothing_of_here_leads_there(tmp_path, monkeypatch):
    for name in ("DATABASE_URL", "S3_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "SECRET_KEY", "VAPID_PRIVATE_KEY"):
        monkeypatch.setenv(name, "of here")
    found = houses._there(tmp_path / "new", {"SECRET_KEY": "of here"})
    assert found["WOODSHED_HOME"] == str(tmp_path / "new")
    assert "of here" not in found.values()
