// What a span adds up to: what the server has, and what still lies on this device.
import { memo, useDeferredValue, useEffect, useState } from "react";
import { useText } from "$/public/external/practice_app/i18n/i18n.js";
import { useConcern, useStored } from "$/public/external/practice_app/components/outbox/use.js";
import { remember, remembered } from "./remembered.js";
import { dayOf, waitingSeconds } from "./waiting.js";

export function Total(props) {
  const unhurried = useDeferredValue(props);
  return useConcern() ? <Sum {...unhurried} /> : <Bone />;
}

const Bone = () => <div className="bone h-8 w-20" aria-hidden="true" />;

// With no network it is what was seen last on the same day, and what has come to lie here since.
const Sum = memo(function Sum({ seconds, span, today, loaded, ...props }) {
  const { duration } = useText();
  const { list, offline } = useStored();
  const [seen, setSeen] = useState(null);
  const day = today || dayOf(Date.now());
  useEffect(() => {
    if (loaded) remember({ sums: { [span]: seconds }, day }).catch(() => {});
    else if (offline) remembered().then(setSeen, () => {});
  }, [loaded, offline, span, seconds, day]);
  const here = waitingSeconds(list ?? [], span, day);
  if (loaded) return <span {...props}>{duration(seconds + here)}</span>;
  if (!offline) return <Bone />;
  const known = seen?.day === day ? seen.sums?.[span] : undefined;
  if (known !== undefined) return <span {...props}>{duration(known + here)}</span>;
  return <span {...props}>{span === "today" && here ? duration(here) : "–"}</span>;
});

export function StillHere(props) {
  return useConcern() ? <Rest {...props} /> : null;
}

function Rest({ today }) {
  const { t, duration } = useText();
  const { list } = useStored();
  const here = waitingSeconds(list ?? [], "today", today || dayOf(Date.now()));
  if (!here) return null;
  return (
    <p className="quiet mt-2 text-sm" data-testid="journal-still-here">
      <span className="icon icon-smartphone me-1.5" aria-hidden="true" />
      {t("{time} of today lies on this device only, until it is sent.", { time: duration(here) })}
    </p>
  );
}
