"""One module per route, composition only; `PAGES` is the list that the composition root registers."""

from collections.abc import Callable
from typing import Any, NamedTuple

import reflex as rx

from practice_app.i18n import _
from practice_app.pages.accounts.forgot import forgot
from practice_app.pages.accounts.leaving import leaving
from practice_app.pages.accounts.login import login
from practice_app.pages.accounts.one_more_step import one_more_step
from practice_app.pages.accounts.register import register
from practice_app.pages.accounts.reset import reset
from practice_app.pages.accounts.security import security
from practice_app.pages.accounts.settings import settings
from practice_app.pages.accounts.verify import verify
from practice_app.pages.admin.house import admin
from practice_app.pages.awards.achievements import achievements
from practice_app.pages.comparisons.compare import compare
from practice_app.pages.forum.board import forum
from practice_app.pages.forum.person import person
from practice_app.pages.forum.thread import thread
from practice_app.pages.forum.writing import write_post
from practice_app.pages.groups.group import group
from practice_app.pages.groups.join import join
from practice_app.pages.groups.listing import groups
from practice_app.pages.groups.sessions import member_sessions
from practice_app.pages.guardians.accept import accept
from practice_app.pages.guardians.children import children
from practice_app.pages.guardians.family import family
from practice_app.pages.guardians.hand_over import hand_over
from practice_app.pages.journal.home import home, journal
from practice_app.pages.journal.session import session
from practice_app.pages.lessons.planner import lessons
from practice_app.pages.moderation.mine import measures
from practice_app.pages.moderation.queue import moderation_queue
from practice_app.pages.moderation.tags import joined_tags
from practice_app.pages.not_found import not_found
from practice_app.pages.notifications.inbox import inbox
from practice_app.pages.notifications.wishes import wishes
from practice_app.pages.partners.partners import partners
from practice_app.pages.pieces.piece import piece
from practice_app.pages.pieces.repertoire import pieces
from practice_app.pages.planning.plan import plan
from practice_app.pages.portability.data import data
from practice_app.pages.practice.add import add
from practice_app.pages.practice.device import device
from practice_app.pages.practice.stand import practice
from practice_app.pages.profiles.profile import profile
from practice_app.pages.progress.calendar import calendar_page
from practice_app.pages.search import search
from practice_app.pages.sharing.shares import shares
from practice_app.pages.statistics.overview import statistics
from practice_app.pages.teaching.homework import homework
from practice_app.pages.teaching.invite import invite, invite_students
from practice_app.pages.teaching.review import review
from practice_app.pages.teaching.student import student
from practice_app.pages.teaching.students import students
from practice_app.pages.teaching.tags import tags
from practice_app.pages.teaching.teachers import teachers
from practice_app.settings import early
from practice_app.state.accounts.roles import RolesState
from practice_app.state.accounts.security import SecurityState
from practice_app.state.accounts.settings import SettingsState
from practice_app.state.admin.house import AdminState
from practice_app.state.awards import AwardsState
from practice_app.state.comparisons import CompareTakesState, CompareWithState, ComparisonState
from practice_app.state.forum.blocking import BlockState
from practice_app.state.forum.board import BoardState
from practice_app.state.forum.following import FollowState
from practice_app.state.forum.person import PersonState
from practice_app.state.forum.thread import ThreadState
from practice_app.state.forum.writing import WritingState
from practice_app.state.groups.doings import GroupDoingsState
from practice_app.state.groups.group import GroupState
from practice_app.state.groups.listing import GroupsState
from practice_app.state.groups.sessions import MemberSessionsState
from practice_app.state.guardians import ChildrenState
from practice_app.state.journal.months import JournalState
from practice_app.state.journal.session import SessionState
from practice_app.state.lessons import FreeDaysState, LessonsState
from practice_app.state.moderation.mine import MeasuresState
from practice_app.state.moderation.queue import QueueState
from practice_app.state.moderation.tags import JoinedTagsState
from practice_app.state.notifications.bell import BellState
from practice_app.state.notifications.inbox import InboxState
from practice_app.state.notifications.wishes import WishesState
from practice_app.state.partners import PartnersState
from practice_app.state.pieces.listing import PiecesState
from practice_app.state.pieces.piece import PieceState
from practice_app.state.planning import NextState
from practice_app.state.portability import DataState
from practice_app.state.profiles import ProfileState
from practice_app.state.progress import CalendarState
from practice_app.state.search import SearchState
from practice_app.state.sharing import SharingState
from practice_app.state.statistics import StatisticsState
from practice_app.state.teaching.coming import ComingState
from practice_app.state.teaching.given import GivenState
from practice_app.state.teaching.heard import HeardState
from practice_app.state.teaching.homework import HomeworkState
from practice_app.state.teaching.review import ReviewState
from practice_app.state.teaching.session import StudentSessionState
from practice_app.state.teaching.student import StudentState
from practice_app.state.teaching.students import StudentsState
from practice_app.state.teaching.teachers import TeachersState
from practice_app.state.teaching.to_mind import ToMindState


class Page(NamedTuple):
    """A route and what is drawn there."""

    route: str
    draw: Callable[[], rx.Component]
    title: Any
    on_load: Any = None

    @property
    def loads(self) -> list[Any]:
        """What is asked when it opens; where something is, also how much is unread: every page has the bell."""
        asked = self.on_load if isinstance(self.on_load, list) else [self.on_load]
        more = [] if BellState.look in asked else [BellState.look]
        return [*asked, *more] if self.on_load else []


PAGES: list[Page] = [
    Page("/", home, "Woodshed", [NextState.look, ComingState.look, JournalState.arrive]),
    Page("/journal", journal, _("Journal · Woodshed"), [NextState.look, ComingState.look, JournalState.load]),
    Page("/calendar", calendar_page, _("Calendar · Woodshed"), CalendarState.load),
    Page(
        "/sessions/[session_id]",
        session,
        _("Session · Woodshed"),
        [SessionState.load, HeardState.load, SharingState.load, CompareWithState.look, StudentSessionState.load],
    ),
    Page("/compare/[comparison_id]", compare, _("Two takes · Woodshed"), ComparisonState.load),
    Page("/pieces", pieces, _("Pieces · Woodshed"), PiecesState.load),
    Page("/stats", statistics, _("Statistics · Woodshed"), [StatisticsState.load, SharingState.load]),
    Page(
        "/pieces/[piece_id]", piece, _("Piece · Woodshed"), [PieceState.load, ToMindState.load, CompareTakesState.look]
    ),
    Page("/settings", settings, _("Settings · Woodshed"), [SettingsState.load, RolesState.look]),
    Page("/settings/security", security, _("Sign-in and security · Woodshed"), SecurityState.load),
    Page("/settings/notifications", wishes, _("What I am told of · Woodshed"), WishesState.load),
    Page("/settings/data", data, _("Your data · Woodshed"), DataState.load),
    Page("/forum", forum, _("Board · Woodshed"), [BoardState.load, BlockState.load, FollowState.load]),
    Page("/forum/new", write_post, _("Write on the board · Woodshed"), WritingState.load),
    Page("/forum/[post_id]", thread, _("Post · Woodshed"), ThreadState.load),
    Page("/users/[person_id]", person, _("Person · Woodshed"), PersonState.load),
    Page("/profile", profile, _("Profile · Woodshed"), [ProfileState.load, SharingState.load]),
    Page("/lessons", lessons, _("Lessons · Woodshed"), [LessonsState.load, FreeDaysState.prepare]),
    Page("/shares", shares, _("Your links · Woodshed"), SharingState.load),
    Page("/achievements", achievements, _("Titles and points · Woodshed"), AwardsState.load),
    Page("/notifications", inbox, _("Notifications · Woodshed"), InboxState.load),
    Page("/search", search, _("Search · Woodshed"), SearchState.load),
    Page("/login", login, _("Sign in · Woodshed")),
    Page("/register", register, _("Start your journal · Woodshed")),
    Page("/one-more-step", one_more_step, _("One more step · Woodshed")),
    Page("/leaving", leaving, _("You are leaving · Woodshed")),
    Page("/forgot", forgot, _("Forgot your password? · Woodshed")),
    Page("/reset", reset, _("A new password · Woodshed")),
    Page("/verify", verify, _("Your e-mail · Woodshed")),
    Page("/tags", tags, _("Tags · Woodshed"), BellState.look),
    Page("/students", students, _("Students · Woodshed"), StudentsState.load),
    Page("/students/[student_id]", student, _("Student · Woodshed"), [StudentState.load, GivenState.load]),
    Page("/review/[recording_id]", review, _("A take · Woodshed"), ReviewState.load),
    Page("/homework", homework, _("Homework · Woodshed"), HomeworkState.load),
    Page("/groups", groups, _("Groups · Woodshed"), GroupsState.load),
    Page(
        "/groups/[group_id]", group, _("Group · Woodshed"), [GroupState.load, GroupDoingsState.load, SharingState.load]
    ),
    Page("/groups/sessions/[person_id]", member_sessions, _("Sessions · Woodshed"), MemberSessionsState.load),
    Page("/groups/join/[code]", join, _("Come into a group · Woodshed")),
    Page("/moderation", moderation_queue, _("Moderation · Woodshed"), QueueState.load),
    Page("/moderation/tags", joined_tags, _("Tags that mean the same · Woodshed"), JoinedTagsState.load),
    Page("/moderation/mine", measures, _("What moderators did · Woodshed"), MeasuresState.load),
    Page("/admin", admin, _("Administration · Woodshed"), AdminState.load),
    Page("/partners", partners, _("Practice partners · Woodshed"), PartnersState.load),
    Page("/children", children, _("Children · Woodshed"), ChildrenState.load),
    Page("/teachers", teachers, _("What my teacher sees · Woodshed"), TeachersState.load),
    Page("/invite/[code]", invite, _("A teacher invites you · Woodshed")),
    Page("/students/invite", invite_students, _("Invite a student · Woodshed")),
    Page("/guardians", accept, _("Look after a child · Woodshed")),
    Page("/family", family, _("Who practises now? · Woodshed")),
    Page("/hand-over", hand_over, _("Your journal becomes yours · Woodshed")),
    Page("/practice", practice, _("Practise · Woodshed")),
    Page("/plan", plan, _("Plan · Woodshed"), BellState.look),
    Page("/add", add, _("Add a session · Woodshed")),
    Page("/device", device, _("On this device · Woodshed")),
    Page("404", not_found, _("Not found · Woodshed")),
]

if early("WOODSHED_ENV") == "development":
    from practice_app.pages.styleguide import styleguide

    PAGES.append(Page("/styleguide", styleguide, "Style guide · Woodshed"))
