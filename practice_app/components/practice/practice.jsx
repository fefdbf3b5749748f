// @ts-check
// The practice page: one thing at a time. Each phase of a session has its own small view.
import { useEffect } from "react";
import { useText } from "../../i18n.js";
import { refreshHomework } from "../outbox/homework.js";
import { refreshKnown } from "../outbox/pieces.js";
import { sync } from "../outbox/sync.js";
import { planAhead } from "../planning/kept.js";
import { useAsked } from "./asked.js";
import { About } from "./fields.jsx";
import { wantsToBegin } from "./following.js";
import { useStayInside } from "./inside.js";
import { learned, practice, usePractice, useSync } from "./island.js";
import { Offer } from "./offer.jsx";
import { Sending } from "./sending.jsx";
import { Stage } from "./stage.jsx";
import { Summary } from "./summary.jsx";
import "./touch.css";
import "./stand.css";
import "./stand_sizes.css";

/** A plan that was chosen just now begins without another tap. */
async function beginChosen() {
  const { phase, details } = practice.getSnapshot();
  if (phase === "ready" && details.plan && (await wantsToBegin().catch(() => false))) await practice.start();
}

/** Open the device's store, and learn the pieces of whoever is signed in, and a plan for when there is no network. */
function useBoot() {
  const { signedIn, userId, departures } = useSync();
  const began = usePractice().session?.id;
  useEffect(() => void practice.boot().then(beginChosen), []);
  useEffect(() => void (departures && practice.strangers()), [departures]);
  useEffect(() => {
    if (signedIn && userId)
      Promise.all([refreshKnown(sync.api, userId), refreshHomework(sync.api, userId, { anew: true }).catch(() => {})])
        .then(() => {
          learned.set(learned.get() + 1);
          return planAhead(sync.api, userId);
        })
        .catch(() => {});
  }, [signedIn, userId]);
  useEffect(() => {
    if (began && signedIn && userId) practice.belongsTo(userId).catch(() => {});
  }, [began, signedIn, userId]);
}

export function PracticeIsland() {
  useBoot();
  useAsked();
  const { phase } = usePractice();
  useStayInside(phase === "running" || phase === "paused");
  const { details } = usePractice();
  return (
    <About.Provider value={{ details, change: practice.setDetails }}>
      <Phase />
    </About.Provider>
  );
}

function Phase() {
  const { phase } = usePractice();
  switch (phase) {
    case "offer":
      return <Offer />;
    case "review":
      return <Summary />;
    case "sending":
      return <Sending />;
    case "elsewhere":
      return <Elsewhere />;
    case "nostore":
      return <NoStore />;
    default:
      return <Stage />;
  }
}

/** @param {{icon: string, title: string, children: import("react").ReactNode}} props */
function Message({ icon, title, children }) {
  return (
    <section
      className="mx-auto grid w-full max-w-md content-center justify-items-center gap-4 px-6 text-center"
      role="status"
    >
      <span className={`icon ${icon} quiet text-4xl`} aria-hidden="true" />
      <h1>{title}</h1>
      <p className="quiet">{children}</p>
    </section>
  );
}

function Elsewhere() {
  const { t } = useText();
  return (
    <Message icon="icon-smartphone" title={t("This session runs in another tab")}>
      {t("It goes on there. Close that tab, and it can be picked up here.")}
    </Message>
  );
}

function NoStore() {
  const { t } = useText();
  return (
    <Message icon="icon-triangle-alert" title={t("This browser keeps nothing")}>
      {t(
        "Woodshed could not store a session on this device, so it did not start one. Free some space, or leave private browsing, and open this page again.",
      )}
    </Message>
  );
}
