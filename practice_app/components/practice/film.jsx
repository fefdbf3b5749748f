// @ts-check
// The camera: what it sees, which side it looks to, how fine the film is and how large that gets.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { megabytes } from "../outbox/state.jsx";
import { bytesAMinute, FIRST_CAMERA, HEIGHTS, pictureOf } from "./camera.js";
import { practice, usePractice } from "./island.js";
import { LIVE } from "./snapshot.js";
import { Worn } from "./worn.jsx";
import "./tempo/tempo.css";

const LOOK_MS = 1_000;

/**
 * Why there are no pictures, in a sentence.
 * @param {import("./camera.js").CameraState} film
 * @param {(message: string) => string} t
 */
function trouble(film, t) {
  switch (film) {
    case "refused":
      return t("The camera was refused. Woodshed goes on listening.");
    case "missing":
      return t("No camera was found. Woodshed goes on listening.");
    case "busy":
      return t("Another app holds the camera. Woodshed goes on listening.");
    case "unsupported":
      return t("This browser cannot film. Woodshed goes on listening.");
    case "lost":
      return t("The camera was taken away. What was filmed is safe, and Woodshed goes on listening.");
    default:
      return "";
  }
}

/**
 * Pictures to look at: those being recorded, or before a session those of the camera alone.
 * @param {import("./camera.js").Camera | null} camera
 */
function useView(camera) {
  const { phase, film } = usePractice();
  const view = useRef(/** @type {HTMLVideoElement | null} */ (null));
  const live = LIVE.has(phase);
  useEffect(() => {
    const show = (/** @type {MediaStream | null} */ stream) => view.current && (view.current.srcObject = stream);
    if (!camera || live) return void show(live && film === "on" ? practice.stream : null);
    /** @type {MediaStream | undefined} */
    let own;
    let left = false;
    const stop = () => own?.getTracks().forEach((track) => track.stop());
    navigator.mediaDevices?.getUserMedia({ video: pictureOf(camera) }).then(
      (stream) => ((own = stream), left ? stop() : show(stream)),
      () => {},
    );
    return () => {
      left = true;
      stop();
    };
  }, [camera, live, film]);
  return view;
}

/** Bytes of this session on the disk, looked at every second. */
function useBytes() {
  const [bytes, setBytes] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setBytes(practice.bytes), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return bytes;
}

/** @param {{camera: import("./camera.js").Camera}} props */
function View({ camera }) {
  const { t } = useText();
  const view = useView(camera);
  const bytes = useBytes();
  return (
    <div className="grid gap-2">
      <video
        ref={view}
        autoPlay
        muted
        playsInline
        aria-label={t("What the camera sees")}
        data-testid="film-view"
        className={`film-view ${camera.facing === "user" ? "film-mirrored" : ""}`}
      />
      <p className="quiet figures text-center text-sm" data-testid="film-size">
        {bytes
          ? t("{size} MB so far, about {more} MB a minute", {
              size: megabytes(bytes),
              more: megabytes(bytesAMinute(camera)),
            })
          : t("About {more} MB a minute", { more: megabytes(bytesAMinute(camera)) })}
      </p>
    </div>
  );
}

/** @param {{icon: string, label: string, testid: string, onClick: () => unknown}} props */
function RoundButton({ icon, label, testid, onClick }) {
  return (
    <button
      type="button"
      className="btn btn-hairline btn-square btn-round"
      aria-label={label}
      title={label}
      data-testid={testid}
      onClick={onClick}
    >
      <span className={`icon ${icon}`} aria-hidden="true" />
    </button>
  );
}

/** @param {{camera: import("./camera.js").Camera}} props */
function Choices({ camera }) {
  const { t } = useText();
  const facing = camera.facing === "user" ? "environment" : "user";
  const turn = facing === "environment" ? t("Back camera") : t("Front camera");
  return (
    <div className="film-choices">
      <RoundButton
        icon="icon-refresh-cw"
        label={turn}
        testid="film-turn"
        onClick={() => practice.setCamera({ ...camera, facing })}
      />
      <div className="film-heights" role="group" aria-label={t("How fine")}>
        {HEIGHTS.map((height) => (
          <button
            key={height}
            type="button"
            aria-pressed={camera.height === height}
            className={`btn btn-tight btn-round figures min-h-12 min-w-14 ${camera.height === height ? "btn-primary" : "btn-hairline"}`}
            onClick={() => practice.setCamera({ ...camera, height })}
          >
            {height}p
          </button>
        ))}
      </div>
      <RoundButton
        icon="icon-video-off"
        label={t("Turn the camera off")}
        testid="film-off"
        onClick={() => practice.setCamera(null)}
      />
    </div>
  );
}

export default function FilmPanel() {
  const { t } = useText();
  const { camera, film } = usePractice();
  const why = trouble(film, t);
  return (
    <div className="tempo-panel">
      {why ? (
        <p role="status" className="notice notice-careful tempo-whole text-sm">
          <span className="icon icon-video-off" aria-hidden="true" />
          <span>{why}</span>
        </p>
      ) : null}
      {camera ? (
        <>
          <View camera={camera} />
          <div className="tempo-half">
            <Choices camera={camera} />
            <p className="quiet text-center text-sm">
              {t("The film of this session is kept for you; at the end you may decide otherwise.")}
            </p>
          </div>
        </>
      ) : (
        <>
          <p className="quiet text-center text-sm">
            {t(
              "See your bow arm, your hands, your posture. The sound is recorded with it, and Woodshed listens as always.",
            )}
          </p>
          <button
            type="button"
            className="btn btn-primary btn-stand"
            data-testid="film-on"
            onClick={() => practice.setCamera(FIRST_CAMERA)}
          >
            {t("Turn the camera on")}
          </button>
          <Worn />
        </>
      )}
    </div>
  );
}
