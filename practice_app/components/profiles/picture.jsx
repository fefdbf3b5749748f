// The picture of oneself: chosen, cut to a square here, so that only that square leaves the device, and sent.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { explain } from "../ui/send.js";
import { inside, MOST_ZOOM, pulled, SENT, square, WHOLE } from "./crop.js";

const PATH = "/api/v1/me/picture";
const LARGEST = 10_000_000;
const STEP = 0.05;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };

/** @typedef {import("./crop.js").Crop} Crop */

/**
 * Send a picture, or take it off; what is wrong, or nothing.
 * @param {string} path @param {string} method @param {Blob | undefined} body @param {(text: string) => string} t
 */
async function asked(path, method, body, t) {
  try {
    const answer = await fetch(path, { method, credentials: "same-origin", body });
    if (answer.ok) return null;
    const { fields, message } = explain(answer.status, await answer.json().catch(() => ({})));
    return fields.picture ?? (message && t(message)) ?? t("That didn't work. Try again in a moment.");
  } catch {
    return t("Woodshed can't be reached. Your picture is as it was; try again in a moment.");
  }
}

/** @param {HTMLCanvasElement} canvas @param {ImageBitmap} bitmap @param {Crop} crop @param {number} side */
function drawn(canvas, bitmap, crop, side) {
  const { left, top, side: from } = square(bitmap, crop);
  canvas.width = canvas.height = side;
  const pen = canvas.getContext("2d");
  if (!pen) return canvas;
  pen.fillStyle = "white";
  pen.fillRect(0, 0, side, side);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, left, top, from, from, 0, 0, side, side);
  return canvas;
}

/** @param {ImageBitmap} bitmap @param {Crop} crop @returns {Promise<Blob | null>} */
const written = (bitmap, crop) =>
  new Promise((resolve) => {
    const side = Math.min(SENT, Math.max(64, Math.round(square(bitmap, crop).side)));
    drawn(document.createElement("canvas"), bitmap, crop, side).toBlob(resolve, "image/jpeg", 0.9);
  });

/** `path`: what the picture is of, where that is not oneself. @param {{url: string, name: string, path?: string, onChanged: () => void}} props */
export function PictureEditor({ url, name, path = PATH, onChanged }) {
  const { t } = useText();
  const [bitmap, setBitmap] = useState(/** @type {ImageBitmap | null} */ (null));
  const [state, setState] = useState("");
  const [said, setSaid] = useState("");
  const chooser = useRef(/** @type {HTMLInputElement | null} */ (null));
  const opener = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const cutting = useRef(false);
  useEffect(() => {
    if (cutting.current && !bitmap) opener.current?.focus();
    cutting.current = bitmap !== null;
  }, [bitmap]);

  const send = async (/** @type {string} */ method, /** @type {Blob | undefined} */ body = undefined) => {
    setState("busy");
    const wrong = await asked(path, method, body, t);
    setState("");
    setSaid(wrong ?? "");
    if (wrong) return;
    setBitmap(null);
    onChanged();
  };
  const choose = async (/** @type {import("react").ChangeEvent<HTMLInputElement>} */ event) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file) return;
    setSaid("");
    try {
      setBitmap(await createImageBitmap(file, { imageOrientation: "from-image" }));
    } catch {
      // A kind that this browser can't show (HEIC in most): the server takes its middle.
      if (file.size > LARGEST) setSaid(t("That is larger than Woodshed takes."));
      else await send("PUT", file);
    }
  };
  return (
    <div className="grid justify-items-start gap-4">
      {bitmap ? (
        <Cropping
          bitmap={bitmap}
          busy={state === "busy"}
          onCancel={() => setBitmap(null)}
          onTake={async (crop) => send("PUT", (await written(bitmap, crop)) ?? undefined)}
        />
      ) : (
        <div className="profile-picture-row">
          {url ? (
            <img
              src={url}
              alt={path === PATH ? t("Your picture") : ""}
              className="profile-picture"
              data-testid="profile-picture"
            />
          ) : (
            <span className="profile-picture profile-initial" aria-hidden="true">
              {[...name][0] ?? ""}
            </span>
          )}
          <div className="flex flex-wrap gap-2">
            <button
              ref={opener}
              type="button"
              className="btn btn-hairline btn-round"
              aria-busy={state === "busy"}
              onClick={() => chooser.current?.click()}
            >
              {url ? t("Choose another picture") : t("Choose a picture")}
            </button>
            {url && (
              <button
                type="button"
                className="btn btn-quiet"
                onClick={() => send("DELETE")}
                data-testid="profile-picture-remove"
              >
                {t("Take it off")}
              </button>
            )}
          </div>
        </div>
      )}
      <input
        ref={chooser}
        type="file"
        accept="image/*,.heic,.heif"
        className="sr-only"
        tabIndex={-1}
        aria-label={t("Choose a picture")}
        onChange={choose}
        data-testid="profile-picture-file"
      />
      <p role="alert" className="field-error empty:hidden">
        {said}
      </p>
    </div>
  );
}

/** @param {{bitmap: ImageBitmap, busy: boolean, onCancel: () => void, onTake: (crop: Crop) => void}} props */
function Cropping({ bitmap, busy, onCancel, onTake }) {
  const { t } = useText();
  const [crop, setCrop] = useState(WHOLE);
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const held = useRef(/** @type {{x: number, y: number} | null} */ (null));
  useEffect(() => {
    if (canvas.current) drawn(canvas.current, bitmap, crop, 512);
  }, [bitmap, crop]);
  const pull = (/** @type {number} */ right, /** @type {number} */ down) =>
    setCrop((before) => pulled(bitmap, before, right, down));
  const move = (/** @type {import("react").PointerEvent} */ event) => {
    const side = canvas.current?.clientWidth;
    if (!held.current || !side) return;
    pull((event.clientX - held.current.x) / side, (event.clientY - held.current.y) / side);
    held.current = { x: event.clientX, y: event.clientY };
  };
  const letGo = () => {
    held.current = null;
  };
  const press = (/** @type {import("react").KeyboardEvent} */ event) => {
    const by = ARROWS[event.key];
    if (!by) return;
    event.preventDefault();
    pull(...by);
  };
  return (
    <div className="profile-crop">
      <canvas
        ref={canvas}
        className="profile-crop-square"
        tabIndex={0}
        aria-label={t("Pull the picture to where you like it; the arrow keys do too.")}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          held.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerMove={move}
        onPointerUp={letGo}
        onPointerCancel={letGo}
        onKeyDown={press}
        data-testid="profile-crop"
      />
      <p className="quiet text-sm">{t("Pull the picture to where you like it; the arrow keys do too.")}</p>
      <label className="grid gap-1">
        <span className="field-label">{t("Nearer")}</span>
        <input
          type="range"
          className="range"
          min="1"
          max={MOST_ZOOM}
          step="0.05"
          value={crop.zoom}
          onChange={(event) => setCrop((before) => inside(bitmap, { ...before, zoom: Number(event.target.value) }))}
        />
      </label>
      <div className="flex flex-wrap gap-2">
        <button
          type="button"
          className="btn btn-primary btn-round"
          aria-busy={busy}
          onClick={() => onTake(crop)}
          data-testid="profile-crop-take"
        >
          {t("Use this picture")}
        </button>
        <button type="button" className="btn btn-quiet" onClick={onCancel}>
          {t("Cancel")}
        </button>
      </div>
    </div>
  );
}
