// @ts-check
// Leaving: what happens is said first, then the password is asked for. And the page of whoever is leaving: until when they can
// come back, and one tap that does it.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { sync } from "../outbox/sync.js";
import { useSync } from "../outbox/use.js";
import { Dialog } from "../ui/dialog.jsx";
import { RestForm, RestMessage, RestSubmit } from "../ui/rest_form.jsx";
import { OwnPassword } from "./own_password.jsx";

const ME = "/api/v1/me";

/** @typedef {{has_password?: boolean, deletes_at?: string | null}} Me */

/** Who is signed in; null: nobody. @returns {Promise<Me | null>} */
async function whoIsHere() {
  const answer = await fetch(ME, { headers: { accept: "application/json" } });
  if (answer.status === 401) return null;
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json();
}

// The device forgets what it knew, but for what was not sent yet.
/** @param {string} where */
async function goneTo(where) {
  sessionStorage.removeItem("token");
  await sync.signedOut().catch(() => {});
  window.location.assign(where);
}

/** The button in the settings, and what it asks. */
export function Leave() {
  const { t } = useText();
  const [me, setMe] = useState(/** @type {Me | null} */ (null));
  const [failed, setFailed] = useState(false);
  const ask = () => {
    setFailed(false);
    whoIsHere().then(
      (found) => (found ? setMe(found) : window.location.assign("/login?next=/settings/data")),
      () => setFailed(true),
    );
  };
  return (
    <div className="grid justify-items-start gap-2">
      <button type="button" className="btn btn-hairline btn-round" onClick={ask} data-testid="leave">
        {t("Delete my journal …")}
      </button>
      <p role="alert" className="field-error empty:hidden">
        {failed ? t("Woodshed can't be reached. Try again in a moment.") : null}
      </p>
      <Dialog open={me !== null} title={t("Delete your journal?")} onClose={() => setMe(null)}>
        {me ? <Sure hasPassword={me.has_password !== false} onStay={() => setMe(null)} /> : null}
      </Dialog>
    </div>
  );
}

/** @param {{hasPassword: boolean, onStay: () => void}} props */
function Sure({ hasPassword, onStay }) {
  const { t, n } = useText();
  const { sessions } = useSync();
  const after = async () => {
    await goneTo("/leaving");
    return { ok: true, leaves: true };
  };
  return (
    <RestForm path={ME} method="DELETE" prefix="leave-" after={after} className="grid gap-4">
      <p>
        {t("You are signed out everywhere. In 14 days everything is erased for good; until then you can come back.")}
      </p>
      {sessions ? (
        <p className="quiet">
          {n(
            "{n} session on this device has not been sent yet. It stays here and is sent when you sign in again.",
            "{n} sessions on this device have not been sent yet. They stay here and are sent when you sign in again.",
            sessions,
          )}
        </p>
      ) : null}
      <RestMessage />
      {hasPassword ? <OwnPassword prefix="leave-" /> : null}
      <div className="mt-2 flex flex-wrap items-center justify-end gap-3">
        <button type="button" className="btn btn-quiet" onClick={onStay}>
          {t("Stay")}
        </button>
        <RestSubmit className="btn btn-danger btn-round" data-testid="leave-submit">
          {t("Delete my journal")}
        </RestSubmit>
      </div>
    </RestForm>
  );
}

/** What the page of whoever is leaving says. */
export function WayBack() {
  const { t } = useText();
  const [me, setMe] = useState(/** @type {Me | null | undefined} */ (undefined));
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    whoIsHere().then(
      (found) => (found && !found.deletes_at ? window.location.replace("/") : setMe(found)),
      () => setFailed(true),
    );
  }, []);
  if (failed) return <p role="alert">{t("Woodshed can't be reached. Try again in a moment.")}</p>;
  if (me === undefined) return <div className="bone h-24 w-full" aria-hidden="true" />;
  return me ? <ComeBack until={String(me.deletes_at)} /> : <Out />;
}

function Out() {
  const { t } = useText();
  return (
    <div className="grid gap-5" data-testid="left">
      <p>{t("Your journal is closed, and nobody sees anything of it any more. It will be erased in 14 days.")}</p>
      <p className="quiet">{t("If you change your mind before, sign in: everything is still there.")}</p>
      <div>
        <a href="/login" className="btn btn-hairline btn-round">
          {t("Sign in")}
        </a>
      </div>
    </div>
  );
}

/** @param {{until: string}} props */
function ComeBack({ until }) {
  const text = useText();
  const { t } = text;
  const [state, setState] = useState("");
  /** @param {string} path @param {string} where */
  const go = async (path, where) => {
    setState("busy");
    try {
      const answer = await fetch(`/api/v1/${path}`, { method: "POST" });
      if (!answer.ok && answer.status !== 401) throw new Error(`HTTP ${answer.status}`);
      sessionStorage.removeItem("token");
      window.location.assign(where);
    } catch {
      setState("failed");
    }
  };
  return (
    <div className="grid gap-5" data-testid="leaving">
      <p>
        {t("Your journal is closed, and nobody sees anything of it. On {day} it will be erased for good.", {
          day: text.date(until, { dateStyle: "long" }),
        })}
      </p>
      <p className="quiet">{t("Come back, and everything is as it was.")}</p>
      <button
        type="button"
        className="btn btn-primary btn-round w-full"
        aria-busy={state === "busy"}
        onClick={() => go("me/restore", "/")}
        data-testid="come-back"
      >
        {t("Come back")}
      </button>
      <button type="button" className="btn btn-quiet w-full" onClick={() => go("auth/logout", "/")}>
        {t("Sign out")}
      </button>
      <p role="alert" className="field-error empty:hidden">
        {state === "failed" ? t("Woodshed can't be reached. Try again in a moment.") : null}
      </p>
    </div>
  );
}
