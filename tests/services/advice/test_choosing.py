"""Which advice is shown, how long a dismissal holds, and what became of it."""

from dataclasses import replace
from datetime import timedelta

from practice_app.ids import new_id
from practice_app.services.advice.choosing import chosen
from practice_app.services.advice.effects import effects
from practice_app.services.advice.picture import Subject
from practice_app.services.advice.rules import RULES
from tests.services.advice.test_measured_rules import FAR, RUSHING, SPREAD, SWAYING
from tests.services.advice.weeks import CODA, GAVOTTE, OPENING, TODAY, TRIO, UNSURE, days, picture, sitting

WHO = new_id()
MUCH = [
    *days(SWAYING | SPREAD | {"tempo_drift_bpm_per_min": 3.0}, 9, 7, 5),
    *days(FAR, 9, 7, 5, on=((GAVOTTE, CODA, 1.0, 0),)),
    *days(SWAYING, 8, 6, 4, on=((GAVOTTE, OPENING, 1.0, 0),)),
    sitting(0),
]
WEEKS = picture(*MUCH)


def kinds(found):
    return [one.rule.kind for one in found]


def test_there_are_more_than_ten_rules_each_with_a_name_of_its_own():
    assert len({rule.kind for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES) >= 10


def test_at_most_three_are_shown_the_most_important_first_one_of_a_kind_and_one_a_passage():
    found = chosen(WHO, WEEKS, [])
    assert kinds(found) == ["unsteady_passage", "far_target", "intonation"]
    subjects = [one.proposal.subject for one in found]
    assert len(set(subjects)) == 3
    assert "drifting" not in kinds(found), "the swaying passage has its advice"


def test_nothing_is_said_without_anything_to_say():
    assert chosen(WHO, picture(), []) == []
    assert chosen(WHO, picture(*days(RUSHING, 9, 7, 5, sure=UNSURE)), []) == []


def test_the_same_advice_keeps_its_id_for_four_weeks():
    first = chosen(WHO, WEEKS, [])[0].given
    assert chosen(WHO, WEEKS, [])[0].given == first
    assert chosen(new_id(), WEEKS, [])[0].given.id != first.id
    earlier = replace(first, id=new_id(), given_on=TODAY - timedelta(days=20))
    assert chosen(WHO, WEEKS, [earlier])[0].given == earlier
    old = replace(first, id=new_id(), given_on=TODAY - timedelta(days=28))
    assert chosen(WHO, WEEKS, [old])[0].given == first, "given anew, with what is measured now"


def test_a_dismissal_holds_and_the_next_one_comes_forward():
    first = chosen(WHO, WEEKS, [])[0].given
    away = replace(first, dismissed_on=TODAY - timedelta(days=27))
    found = chosen(WHO, WEEKS, [away])
    assert away.id not in [one.given.id for one in found]
    assert found[0].rule.kind == "unsteady_passage", "another passage that sways"
    assert found[0].given.subject != away.subject
    over = replace(away, given_on=TODAY - timedelta(days=40), dismissed_on=TODAY - timedelta(days=28))
    assert chosen(WHO, WEEKS, [over])[0].given == first


def given(ago, **more):
    first = chosen(WHO, picture(*days(SWAYING, 9, 7, 5)), [])[0].given
    return replace(first, given_on=TODAY - timedelta(days=ago), **more)


def better(*agos, **more):
    return picture(*days({"tempo_stability_pct": 5.0, "tempo_bpm": 70.0}, *agos, **more))


def test_the_effect_is_what_was_measured_then_and_since():
    (one,) = effects(better(10, 6, 4, 2), [given(14)])
    assert (one.metric, one.then, one.now, one.same) == ("tempo_stability_pct", 9, 5, False)


def test_what_hardly_moved_is_about_the_same():
    (one,) = effects(picture(*days({"tempo_stability_pct": 8.5}, 6, 4, 2)), [given(14)])
    assert (one.now, one.same) == (8.5, True)


def test_with_few_or_unsure_values_there_is_not_enough_to_tell():
    for weeks in (better(4, 2), better(6, 4, 2, sure=UNSURE), better(20, 18, 16), picture(sitting(3))):
        assert [one.now for one in effects(weeks, [given(14)])] == [None]


def test_no_effect_is_told_too_soon_of_what_was_waved_away_or_of_what_rests():
    weeks = better(6, 4, 2)
    assert not list(effects(weeks, [given(6)]))
    assert not list(effects(weeks, [given(14, dismissed_on=TODAY)]))
    assert not list(effects(weeks, [given(14, baseline=None)]))
    assert not list(effects(replace(weeks, works={}), [given(14)]))
    assert not list(effects(weeks, [given(29)]))
    assert given(14).subject == Subject(GAVOTTE, TRIO)
