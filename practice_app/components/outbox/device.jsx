// @ts-check
// What is stored on this device: each session with its size and state, and what can be done with it.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { Dialog } from "../ui/dialog.jsx";
import { claim } from "./identity.js";
import { connection, wifiOnly } from "./metered.js";
import { KeepsNothing, useKeepsNothing } from "./nothing.jsx";
import { eraseSession } from "./queue.js";
import { space } from "./space.js";
import { QuotaIsland } from "./quota.jsx";
import { megabytes, SessionState } from "./state.jsx";
import { exportRecording } from "./ways.jsx";
import { sync } from "./sync.js";
import { useStored, useSync } from "./use.js";
import { keepAll, keepsAll } from "./wishes.js";

/** @typedef {import("./stored.js").Stored} Stored */

export function DeviceIsland() {
  const { list, load } = useStored();
  if (useKeepsNothing()) return <KeepsNothing Heading="h2" />;
  return (
    <div className="grid gap-6">
      <Space />
      <OnlyWifi />
      <KeepAll />
      {list === null ? <Skeleton /> : list.length ? <List list={list} load={load} /> : <Nothing />}
      <QuotaIsland titled />
    </div>
  );
}

const Skeleton = () => (
  <div className="grid gap-3" aria-hidden="true">
    <div className="bone h-28" />
    <div className="bone h-28" />
  </div>
);

function Nothing() {
  const { t } = useText();
  return (
    <div className="empty" data-testid="device-empty">
      <span className="icon icon-circle-check text-4xl text-primary" aria-hidden="true" />
      <h2>{t("Everything has been sent")}</h2>
      <p>{t("Sessions that you practise without a network wait here until they can go out.")}</p>
      <a href="/practice" className="btn btn-primary btn-round">
        {t("Start practising")}
      </a>
    </div>
  );
}

/** @param {{list: Stored[], load: () => void}} props */
function List({ list, load }) {
  return (
    <ul className="grid gap-4" data-testid="device-list">
      {list.map((stored) => (
        <li key={stored.id} className="sheet grid gap-4" data-testid="device-session" data-state={stored.state}>
          <Head stored={stored} />
          <Standing stored={stored} load={load} />
          {stored.locked ? null : <Actions stored={stored} load={load} />}
        </li>
      ))}
    </ul>
  );
}

/** @param {{stored: Stored, load: () => void}} props */
function Standing({ stored, load }) {
  if (stored.locked) return <Locked />;
  if (stored.state === "unfinished") return <Unfinished />;
  if (stored.state === "unclaimed") return <Claim stored={stored} load={load} />;
  return <SessionState sessionId={stored.id} />;
}

/** Of somebody who has signed out here: nothing is shown of it, and nobody else can send or delete it. */
function Locked() {
  const { t } = useText();
  return (
    <div className="grid gap-3" data-testid="device-locked">
      <p className="notice notice-careful">
        <span className="icon icon-lock" aria-hidden="true" />
        <span>{t("This session belongs to whoever was signed in here before. It waits here for them.")}</span>
      </p>
      <a className="btn btn-hairline btn-round" href="/login?next=/device">
        {t("Sign in")}
      </a>
    </div>
  );
}

/** @param {{stored: Stored}} props */
function Head({ stored }) {
  const { t, date, clock, number } = useText();
  const size = stored.recordings.length
    ? t("{size} MB of sound", { size: number(megabytes(stored.bytes)) })
    : t("no recording");
  return (
    <div className="grid gap-1">
      <h2 className="text-lg">{stored.piece || date(stored.started_at, { dateStyle: "full" })}</h2>
      <p className="quiet figures text-sm">
        {date(stored.started_at, { dateStyle: "medium", timeStyle: "short" })} · {clock(stored.elapsed_s)} · {size}
      </p>
    </div>
  );
}

function Unfinished() {
  const { t } = useText();
  return (
    <a href="/practice" className="btn btn-hairline btn-round">
      {t("Go to the unfinished session")}
    </a>
  );
}

/** @param {{stored: Stored, load: () => void}} props */
function Claim({ stored, load }) {
  const { t } = useText();
  const { userId } = useSync();
  const takeOver = async () => {
    if (userId) await claim(stored.id, userId);
    await sync.kick();
    load();
  };
  return (
    <div className="grid gap-3">
      <p className="notice notice-careful">
        <span className="icon icon-user" aria-hidden="true" />
        <span>{t("It was practised here while nobody was signed in.")}</span>
      </p>
      <button type="button" className="btn btn-hairline btn-round" data-testid="device-claim" onClick={takeOver}>
        {t("It is mine: add it to my journal")}
      </button>
    </div>
  );
}

/** @param {{stored: Stored, load: () => void}} props */
function Actions({ stored, load }) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const erase = async () => {
    await sync.hold(stored.id);
    await eraseSession(stored.id);
    await sync.refresh();
    setAsking(false);
    load();
  };
  return (
    <div className="flex flex-wrap gap-2">
      {["waiting", "held", "attention"].includes(stored.state) ? (
        <a href={`/add?session=${stored.id}`} className="btn btn-sm btn-quiet" data-testid="device-change">
          <span className="icon icon-pencil" aria-hidden="true" />
          {t("Change")}
        </a>
      ) : null}
      {stored.recordings.map((recording, i) => (
        <button
          key={recording.id}
          type="button"
          className="btn btn-sm btn-quiet"
          data-testid="device-export"
          onClick={() => exportRecording(recording, i + 1)}
        >
          <span className="icon icon-download" aria-hidden="true" />
          {stored.recordings.length > 1 ? t("Save take {n} as a file", { n: i + 1 }) : t("Save the take as a file")}
        </button>
      ))}
      <button
        type="button"
        className="btn btn-sm btn-quiet text-error"
        data-testid="device-delete"
        onClick={() => setAsking(true)}
      >
        <span className="icon icon-trash-2" aria-hidden="true" />
        {t("Delete from this device")}
      </button>
      <Dialog open={asking} title={t("Delete this session?")} onClose={() => setAsking(false)}>
        <p>{t("It has not been sent: deleting it here deletes it for good.")}</p>
        <div className="mt-6 flex flex-wrap justify-end gap-3">
          <button type="button" className="btn btn-quiet" onClick={() => setAsking(false)}>
            {t("Leave it here")}
          </button>
          <button
            type="button"
            className="btn btn-danger btn-round"
            data-testid="device-delete-confirm"
            onClick={erase}
          >
            {t("Delete it for good")}
          </button>
        </div>
      </Dialog>
    </div>
  );
}

/** Only where the browser tells what kind of connection it has. */
function OnlyWifi() {
  const { t } = useText();
  const [wish, setWish] = useState(/** @type {boolean | null} */ (null));
  useEffect(() => setWish(connection() ? wifiOnly() : null), []);
  if (wish === null) return null;
  const choose = (/** @type {boolean} */ next) => (setWish(next), sync.onlyWifi(next));
  return (
    <label className="flex min-h-16 cursor-pointer items-center justify-between gap-4">
      <span className="grid">
        <span className="row-title">{t("Send recordings over Wi-Fi only")}</span>
        <span className="field-hint">
          {t("On a mobile connection, or while this device saves data, they wait. The sessions themselves go at once.")}
        </span>
      </span>
      <input
        type="checkbox"
        className="toggle toggle-primary"
        data-testid="device-wifi-only"
        checked={wish}
        onChange={(event) => choose(event.target.checked)}
      />
    </label>
  );
}

/** The only way to have every recording kept: said here, and never guessed from one session. */
function KeepAll() {
  const { t } = useText();
  const { userId } = useSync();
  const [wish, setWish] = useState(/** @type {boolean | null} */ (null));
  useEffect(() => void keepsAll().then(setWish, () => {}), [userId]);
  if (wish === null) return null;
  const choose = (/** @type {boolean} */ next) => (setWish(next), keepAll(next).catch(() => setWish(!next)));
  return (
    <label className="flex min-h-16 cursor-pointer items-center justify-between gap-4">
      <span className="grid">
        <span className="row-title">{t("Keep every recording")}</span>
        <span className="field-hint">
          {t(
            "Each new session on this device begins as one whose recording is kept. You can still say otherwise for each.",
          )}
        </span>
      </span>
      <input
        type="checkbox"
        className="toggle toggle-primary"
        data-testid="device-keep-all"
        checked={wish}
        onChange={(event) => choose(event.target.checked)}
      />
    </label>
  );
}

/** How much room there is, and whether the browser promises to keep it. */
function Space() {
  const { t, number } = useText();
  const [found, setFound] = useState(/** @type {import("./space.js").Space | null} */ (null));
  useEffect(() => void space().then(setFound), []);
  if (!found) return null;
  const { usage, quota, kept } = found;
  return (
    <p className="quiet figures text-sm" data-testid="device-space" data-kept={kept}>
      {t("{used} MB used of {room} MB that this browser offers.", {
        used: number(megabytes(usage)),
        room: number(Math.round(quota / 1e6)),
      })}{" "}
      {kept
        ? t("It has promised to keep what is here.")
        : t("Should the device run out of room, it might clear what is here; as an installed app Woodshed is safer.")}
    </p>
  );
}
