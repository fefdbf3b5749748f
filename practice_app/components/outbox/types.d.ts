/** What is stored on the device, as shapes. */
import type { DBSchema } from "idb";

export type EventKind = "start" | "pause" | "resume" | "heartbeat" | "stop";

/** One line of a session's append-only log. */
export interface LogEvent {
  session_id: string;
  seq: number;
  kind: EventKind;
  /** Milliseconds since 1970 by the device's clock. */
  wall: number;
  /** Milliseconds since this page was loaded, by a clock nobody can set. */
  mono: number;
  /** One life of the page: `mono` compares only within it. */
  boot_id: string;
}

/** A piece, or a section of it, that was worked on. */
export interface Work {
  piece_id: string | null;
  piece_title: string;
  section_id: string | null;
  section_title: string;
  /** How long, when the musician said so. */
  minutes: number | null;
  /** The same to the second, where a clock told it: it counts while `minutes` is what it rounds to. */
  seconds?: number;
  /** How it went, 1 to 5, where that was said of it alone. */
  rating?: number | null;
  /** Its ids are those of the server; its titles are only shown. */
  given?: boolean;
}

/** What a plan says: a piece, a section of it, or neither, for so many minutes. */
export interface PlanStep {
  kind: string;
  piece_id: string | null;
  section_id: string | null;
  title: string;
  piece_title: string;
  section_title: string;
  minutes: number;
  bpm: number | null;
  how: string;
  why: string;
  /** When it would come back, rated 1 to 5 on the plan's day; empty for what has no review. */
  next_on: string[];
}

export interface Plan {
  /** The player's own day it was made for. */
  day: string;
  steps: PlanStep[];
}

/** A plan that a session goes by. A mark says that a step began at `at_s` of the practice clock; the last one holds. */
export interface PlanRun extends Plan {
  marks: { step: number; at_s: number }[];
  skipped?: number[];
  /** How each step went, 1 to 5, by its place. */
  ratings?: Record<number, number>;
}

/** What a teacher gave to practise, as far as this device needs it. */
export interface Homework {
  id: string;
  title: string;
  teacher: string;
  /** A piece of the student's; its title is the teacher's word for it. */
  piece_id: string | null;
  piece_title: string;
  bars: [number, number] | null;
  target_bpm: number | null;
  minutes: number | null;
  repetitions: number | null;
  /** A day. */
  due_on: string | null;
  note: string;
  /** How the teacher plays it; missing in what was stored before there were any. */
  examples?: { recording: string; name: string; film: boolean; from_s: number; to_s: number }[];
  status: "new" | "started" | "handed_in";
  /** What was done before the session that names it. */
  seconds: number;
  repetitions_done: number;
}

/** A section that was drilled: when each repetition ended, on the session's practice clock. */
export interface Drill extends Work {
  at_s: number[];
  /** The homework for which it was counted. */
  homework?: string;
}

export interface Details extends Work {
  instrument: string;
  /** Further pieces of the same session. */
  also: Work[];
  /** Sections of which repetitions were counted. Their time is that of their piece. */
  drills?: Drill[];
  /** The plan it goes by. */
  plan?: PlanRun;
  /** The homework that it is for. */
  homework?: Homework;
  /** It is handed in once it has been sent. */
  hand_in?: boolean;
  tag_ids: string[];
  focus: string[];
  note: string;
  mode: "normal" | "slow" | "performance";
  target_bpm: number | null;
  self_rating: number | null;
  keep: boolean;
  /** It is kept because it was filmed, and for no other reason. */
  keep_film?: boolean;
  /** Whether the student's teachers may see what is kept. */
  share?: boolean;
}

export interface Interval {
  started_at: number;
  ended_at: number;
}

/** A session's log, worked out. Times in milliseconds since 1970, lengths in seconds. */
export interface Timeline {
  state: "empty" | "running" | "paused" | "stopped";
  started_at: number;
  ended_at: number;
  intervals: Interval[];
  elapsed_s: number;
  /** How far wall clock and monotonic clock went apart: a slept device or a changed clock. */
  divergence_s: number;
}

/** Even beats of a metronome, muted ones too; the first at `start_s` of the session's practice clock. */
export interface ClickRun {
  start_s: number;
  bpm: number;
  beats: number;
}

export interface SessionRow {
  id: string;
  /** Whose it is; null while nobody is signed in. */
  user_id: string | null;
  /** Who was last signed in on this device when it was made without a sign-in. */
  last_user_id: string | null;
  /** Whether the server had said who is signed in when it began; if not, it is asked again while the session runs. */
  sure: boolean;
  state: "open" | "review" | "saved" | "sent";
  created_at: number;
  timezone: string;
  details: Details;
  timeline: Timeline | null;
  /** Where its times come from; the clock of this page unless said. */
  source?: "timer" | "manual" | "edited";
  client_updated_at: number;
  rev: number;
  /** What the metronome clicked meanwhile. */
  clicks?: ClickRun[];
  /** How long the device's click takes to be heard by its microphone, seconds; null: never measured. */
  click_latency_s?: number | null;
  sent_at?: number;
  /** When it was thrown away; it can come back until it is purged. */
  discarded_at?: number;
}

export interface RecordingRow {
  id: string;
  session_id: string;
  kind: "audio" | "video";
  mime_type: string;
  /** Where on the session's practice clock it begins, in seconds. */
  offset_s: number;
  duration_s: number;
  created_at: number;
  /** What the browser granted: echo cancellation and the like should be off for music. */
  settings: Record<string, unknown>;
  state: "recording" | "recorded" | "created" | "sent";
  /** How large the server wants each part (but the last); it said so when the upload was begun. */
  part_size?: number;
  /** ETags that S3 answered, by part number. */
  etags: Record<number, string>;
  restarts: number;
  /** What S3 has of it is of no use: the server is asked for a fresh upload. */
  unfit?: boolean;
  /** S3 refused a part of it twice, and took none since. */
  refused?: boolean;
  /** Of the whole recording, once it has been worked out. */
  sha256?: string;
  /** How often what was felt beside it could not be sent; from the third time on it goes without. */
  motion_tries?: number;
  /** The film beside which this sound was recorded until it was sure that the browser can film. */
  spare_of?: string;
}

export interface ChunkRow {
  recording_id: string;
  /** Byte position in the recording: the chunks are one long file cut by time. */
  offset: number;
  data: ArrayBuffer;
}

/** What the phone on the bow arm felt from the sample `at` on, thirty a second, three numbers each. */
export interface MotionRow {
  recording_id: string;
  at: number;
  data: ArrayBuffer;
}

export type OutboxKind = "piece" | "section" | "tag" | "session" | "recording" | "hand_in";

export interface OutboxRow {
  /** `kind:subject_id`: one row for each thing to send. */
  id: string;
  kind: OutboxKind;
  subject_id: string;
  session_id: string | null;
  /** What is handed in of the session; without one it is the session. */
  recording_id?: string | null;
  rev: number;
  /** `held`: the musician said not now. `attention`: the server said no, with `reason`; one that is `waiting` has a
   * reason when it waits for room on the server. */
  state: "waiting" | "held" | "attention";
  reason: string;
  /** The server's short word for the reason. */
  code?: string;
  attempts: number;
  not_before: number;
  queued_at: number;
}

export interface PieceRow {
  id: string;
  user_id: string | null;
  title: string;
  composer: string;
  /** The tempo it is to have one day. */
  target_bpm?: number | null;
  /** For which instrument, as far as that was said. */
  instrument?: string;
  /** When it was last practised, ISO 8601, as far as this device knows. */
  practised_at?: string | null;
  /** The server's id once it has it, when that differs. */
  unsent: boolean;
}

export interface SectionRow {
  id: string;
  user_id: string | null;
  piece_id: string;
  title: string;
  /** The tempo it is practised at now, and the one it is to have. */
  current_bpm?: number | null;
  target_bpm?: number | null;
  unsent: boolean;
}

export interface TagRow {
  id: string;
  user_id: string | null;
  name: string;
  color: string;
  /** Where it stands in the server's list; one made here stands last. `by`: the teacher who offers it. */
  place?: number;
  by?: string;
  unsent: boolean;
}

export interface Me {
  id: string;
  /** They have signed out, or their sign-in has ended: only the id is still known. */
  left?: boolean;
  name: string;
  instruments: string[];
  /** of the profile; not there in what an earlier release remembered */
  timezone?: string;
}

export interface Schema extends DBSchema {
  sessions: { key: string; value: SessionRow };
  events: { key: [string, number]; value: LogEvent };
  recordings: { key: string; value: RecordingRow; indexes: { by_session: string } };
  chunks: { key: [string, number]; value: ChunkRow };
  motion: { key: [string, number]; value: MotionRow };
  outbox: { key: string; value: OutboxRow };
  pieces: { key: string; value: PieceRow };
  sections: { key: string; value: SectionRow };
  tags: { key: string; value: TagRow };
  meta: { key: string; value: unknown };
}

export interface Part {
  number: number;
  start: number;
  size: number;
}
