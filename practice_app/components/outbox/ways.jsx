// @ts-check
// What can be done with a recording that the server does not take: never nothing.
import { useState } from "react";
import { useText } from "../../i18n.js";
import { Dialog } from "../ui/dialog.jsx";
import { endingOf } from "./files.js";
import { keepNot, leaveOut } from "./queue.js";
import { takeAsFile } from "./stored.js";
import { sync } from "./sync.js";

/** @typedef {import("./stored.js").Stored} Stored */

/** Hand a recording over as a file. @param {Stored["recordings"][number]} recording @param {number} n */
export async function exportRecording({ id, mime_type, name }, n) {
  const address = URL.createObjectURL(await takeAsFile(id, mime_type));
  const link = document.createElement("a");
  link.href = address;
  link.download = name || `woodshed-take-${n}.${endingOf(mime_type)}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** @param {{stored: Stored, children: import("react").ReactNode}} props the usual way as children */
export function Ways({ stored, children }) {
  const { t } = useText();
  const { id, code, stuck } = stored;
  const hearOnly = async () => {
    await keepNot(id);
    await sync.release(id);
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      {children}
      {code === "quota_kept" ? (
        <button type="button" className="btn btn-hairline btn-round" data-testid="way-keep-not" onClick={hearOnly}>
          {t("Have it heard without keeping it")}
        </button>
      ) : null}
      {code.startsWith("quota_") ? (
        <a className="btn btn-sm btn-quiet" href="/device#room" data-testid="way-room">
          {t("See what is used")}
        </a>
      ) : null}
      {stuck ? <LeaveOut stored={stored} recordingId={stuck} /> : null}
    </div>
  );
}

/** The session stays, its recording goes; it can be saved as a file first. @param {{stored: Stored, recordingId: string}} props */
function LeaveOut({ stored, recordingId }) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const at = stored.recordings.findIndex(({ id }) => id === recordingId);
  const go = async () => {
    await sync.hold(stored.id);
    await leaveOut(recordingId, stored.id);
    setAsking(false);
    await sync.release(stored.id);
  };
  return (
    <>
      <button
        type="button"
        className="btn btn-sm btn-quiet"
        data-testid="way-leave-out"
        onClick={() => setAsking(true)}
      >
        {t("Leave the recording out")}
      </button>
      <Dialog open={asking} title={t("Leave the recording out?")} onClose={() => setAsking(false)}>
        <p>
          {t(
            "The session stays in your journal. This recording of it is deleted from this device for good; save it as a file first if you want to keep it.",
          )}
        </p>
        <div className="mt-6 flex flex-wrap justify-end gap-3">
          {at < 0 ? null : (
            <button
              type="button"
              className="btn btn-hairline btn-round"
              data-testid="way-save"
              onClick={() => exportRecording(stored.recordings[at], at + 1)}
            >
              {t("Save the take as a file")}
            </button>
          )}
          <button type="button" className="btn btn-danger btn-round" data-testid="way-leave-out-confirm" onClick={go}>
            {t("Leave it out")}
          </button>
        </div>
      </Dialog>
    </>
  );
}
