// @ts-check
// A session that runs stays in sight on every page. What draws it is loaded only where there is one.
import { lazy, Suspense, useEffect, useState } from "react";
import { mayBeOpen } from "./guard.js";

const Bar = lazy(() => import("./bar.jsx"));

export function RunningBar() {
  const [due, setDue] = useState(false);
  useEffect(() => setDue(mayBeOpen()), []);
  return due ? (
    <Suspense fallback={null}>
      <Bar />
    </Suspense>
  ) : null;
}
