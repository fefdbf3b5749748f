// @ts-check
// Before and during a session: the clock, the sound, one big round button. How it lies on a phone, on its side and on a desk
// is said in stand.css; here it stands in the order in which one goes through it by keyboard.
import { useEffect, useLayoutEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { Clock } from "./clock.jsx";
import { Controls } from "./controls.jsx";
import { Undo } from "./discard.jsx";
import { practice, usePractice, useSync } from "./island.js";
import { Level } from "./level.jsx";
import { MicrophoneWord } from "./microphone.jsx";
import { onPedal } from "./pedal.js";
import { SpaceWord } from "./space.jsx";
import { StillThere } from "./still.jsx";
import { OpenTool, Tools } from "./tools.jsx";
import { Subject } from "./subject.jsx";

export function Stage() {
  const { t } = useText();
  const { phase } = usePractice();
  const live = phase === "running" || phase === "paused";
  const [tool, setTool] = useState(/** @type {import("./tools.jsx").Tool} */ (null));
  useLayoutEffect(() => onPedal(practice.press), []);
  useEffect(() => practice.note, []);
  return (
    <section className="stand" data-tool={tool ?? "none"} data-live={live}>
      <h1 className="sr-only">{t("Practise")}</h1>
      <div className="stand-left">
        <div className="stand-top">
          <Clock />
          <div className="stand-level">
            <Level on={phase === "running"} shown={live} />
          </div>
          <Word tool={tool} />
        </div>
        <Controls />
      </div>
      <div className="stand-right">
        <Subject />
        <Tools tool={tool} onChoose={setTool} />
        {tool ? <OpenTool tool={tool} /> : null}
      </div>
    </section>
  );
}

/** One sentence at a time: what matters most just now. @param {{tool: import("./tools.jsx").Tool}} props */
function Word({ tool }) {
  const { phase, trouble, idle, undo } = usePractice();
  const live = phase === "running" || phase === "paused";
  return (
    <div className="stand-word">
      {idle !== null ? <StillThere /> : live ? <MicrophoneWord arm={tool !== "film"} /> : undo ? <Undo /> : <Welcome />}
      {trouble ? <Trouble /> : <SpaceWord />}
    </div>
  );
}

function Welcome() {
  const { t } = useText();
  const { signedIn } = useSync();
  return (
    <div className="stand-welcome quiet">
      {signedIn === false ? (
        <p>{t("You are not signed in. Start anyway: your session waits on this device until you are.")}</p>
      ) : null}
      <a href="/add" className="btn btn-sm btn-quiet quiet min-h-11" data-testid="practice-by-hand">
        {t("Write a session in by hand")}
      </a>
      <p className="stand-hint">{t("The space bar or a page-turning pedal starts and pauses, too.")}</p>
    </div>
  );
}

function Trouble() {
  const { t } = useText();
  return (
    <p role="alert" className="notice notice-bad max-w-md text-sm">
      <span className="icon icon-triangle-alert" aria-hidden="true" />
      <span>{t("This device could not store the last step. The clock goes on; leave this page open.")}</span>
    </p>
  );
}
