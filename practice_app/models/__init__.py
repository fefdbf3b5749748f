"""Tables: plain facts with their constraints; a file per capability."""

from sqlmodel import SQLModel

from practice_app.models.accounts import Allowed, AuthKind, AuthSession, MailToken, MailTokenKind, Role, User
from practice_app.models.advice import Advice
from practice_app.models.analysis import Analysis, Correction, CorrectionKind
from practice_app.models.audit import Audit, AuditKind
from practice_app.models.awards import Award, Challenge, ChallengeMeasure, Merit
from practice_app.models.cards import LinkCard
from practice_app.models.comparisons import Comparison, ComparisonStatus
from practice_app.models.deliveries import Channel, Delivery, DeliveryStatus, PushSubscription
from practice_app.models.feedback import Feedback, FeedbackReply
from practice_app.models.forum import (
    ForumComment,
    ForumEdit,
    ForumFollow,
    ForumMoment,
    ForumPicture,
    ForumPost,
    ForumPostTag,
    ForumTag,
    ForumView,
    ForumVote,
    PostCategory,
    TagKind,
)
from practice_app.models.forum_films import ForumFilm
from practice_app.models.goals import Goal, RestDay
from practice_app.models.groups import GroupAnnouncement, GroupChallenge, GroupInvite, GroupMeasure, GroupWork
from practice_app.models.guardians import Consent, ConsentHow, FamilyDevice, GuardianInvite
from practice_app.models.homework import (
    Assignment,
    AssignmentFile,
    AssignmentStatus,
    AssignmentTake,
    AssignmentTemplate,
)
from practice_app.models.identities import Farewell, LinkedIdentity
from practice_app.models.jobs import Job, JobKind, JobStatus
from practice_app.models.lessons import (
    BlockedDays,
    CalendarFeed,
    Lesson,
    LessonNote,
    LessonPerson,
    LessonSeries,
    LessonStatus,
)
from practice_app.models.moderation import (
    Action,
    Appeal,
    LogEntry,
    MachineLook,
    Measure,
    Report,
    ReportKind,
    ReportMade,
    Rule,
    Silence,
)
from practice_app.models.notifications import Notification, NotificationChoices, NotificationKind
from practice_app.models.partners import LookingFor, PartnerProfile, PartnerRequest, RequestStatus
from practice_app.models.passkeys import Passkey, RecoveryCode
from practice_app.models.pieces import MusicalWork, Piece, PieceStatus, Section, Sheet, Tag, TagOffer
from practice_app.models.portability import Export, ExportStatus, Import, ImportStatus
from practice_app.models.practice import Mode, PracticeSession, SessionItem, SessionTag, Source
from practice_app.models.profiles import Picture, PlayerKind, Profile, Seen
from practice_app.models.progress import (
    PracticeDay,
    PracticeDayItem,
    PracticeMonth,
    PracticeMonthInstrument,
    PracticeMonthPiece,
    RolledUp,
    practice_metrics,
)
from practice_app.models.recordings import Recording, RecordingKind, RecordingStatus
from practice_app.models.relations import (
    Block,
    Group,
    GroupMember,
    GroupRole,
    Guardian,
    Joining,
    MemberStatus,
    Named,
    Share,
    ShareKind,
    Sharing,
    TeacherStudent,
)
from practice_app.models.renditions import Rendition, RenditionKind
from practice_app.models.reversals import ForumReversal
from practice_app.models.search import SearchCount, SearchSpelling, SearchTerm, SearchText
from practice_app.models.teaching import TeacherInvite, TeacherNote
from practice_app.models.voices import Voice

metadata = SQLModel.metadata

__all__ = [
    "Action",
    "Advice",
    "Allowed",
    "Analysis",
    "Appeal",
    "Assignment",
    "AssignmentFile",
    "AssignmentStatus",
    "AssignmentTake",
    "AssignmentTemplate",
    "Audit",
    "AuditKind",
    "AuthKind",
    "AuthSession",
    "Award",
    "Block",
    "BlockedDays",
    "CalendarFeed",
    "Challenge",
    "ChallengeMeasure",
    "Channel",
    "Comparison",
    "ComparisonStatus",
    "Consent",
    "ConsentHow",
    "Correction",
    "CorrectionKind",
    "Delivery",
    "DeliveryStatus",
    "Export",
    "ExportStatus",
    "FamilyDevice",
    "Farewell",
    "Feedback",
    "FeedbackReply",
    "ForumComment",
    "ForumEdit",
    "ForumFilm",
    "ForumFollow",
    "ForumMoment",
    "ForumPicture",
    "ForumPost",
    "ForumPostTag",
    "ForumReversal",
    "ForumTag",
    "ForumView",
    "ForumVote",
    "Goal",
    "Group",
    "GroupAnnouncement",
    "GroupChallenge",
    "GroupInvite",
    "GroupMeasure",
    "GroupMember",
    "GroupRole",
    "GroupWork",
    "Guardian",
    "GuardianInvite",
    "Import",
    "ImportStatus",
    "Job",
    "JobKind",
    "JobStatus",
    "Joining",
    "Lesson",
    "LessonNote",
    "LessonPerson",
    "LessonSeries",
    "LessonStatus",
    "LinkCard",
    "LinkedIdentity",
    "LogEntry",
    "LookingFor",
    "MachineLook",
    "MailToken",
    "MailTokenKind",
    "Measure",
    "MemberStatus",
    "Merit",
    "Mode",
    "MusicalWork",
    "Named",
    "Notification",
    "NotificationChoices",
    "NotificationKind",
    "PartnerProfile",
    "PartnerRequest",
    "Passkey",
    "Picture",
    "Piece",
    "PieceStatus",
    "PlayerKind",
    "PostCategory",
    "PracticeDay",
    "PracticeDayItem",
    "PracticeMonth",
    "PracticeMonthInstrument",
    "PracticeMonthPiece",
    "PracticeSession",
    "Profile",
    "PushSubscription",
    "Recording",
    "RecordingKind",
    "RecordingStatus",
    "RecoveryCode",
    "Rendition",
    "RenditionKind",
    "Report",
    "ReportKind",
    "ReportMade",
    "RequestStatus",
    "RestDay",
    "Role",
    "RolledUp",
    "Rule",
    "SearchCount",
    "SearchSpelling",
    "SearchTerm",
    "SearchText",
    "Section",
    "Seen",
    "SessionItem",
    "SessionTag",
    "Share",
    "ShareKind",
    "Sharing",
    "Sheet",
    "Silence",
    "Source",
    "Tag",
    "TagKind",
    "TagOffer",
    "TeacherInvite",
    "TeacherNote",
    "TeacherStudent",
    "User",
    "Voice",
    "metadata",
    "practice_metrics",
]
