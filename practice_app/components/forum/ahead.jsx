// @ts-check
// The title of a post and its words, which the page's head has asked for before there was a script
// (shell/inline/head.js): there until the whole post has come, and what React finds is what it would draw. The title stays
// the same element then, so that the largest paint of the page was its first.
import { useEffect, useState } from "react";

/** What was asked for, if it is of the post that the address names now. */
const asked = () =>
  typeof location !== "undefined" && location.pathname.endsWith(woodshed.ahead?.id ?? "/") ? woodshed.ahead : undefined;

/** @param {{ part: "title" | "words", text: string, ready: boolean }} props */
export function Ahead({ part, text, ready }) {
  const [early, setEarly] = useState(() => asked()?.told?.[part] ?? "");
  useEffect(() => {
    let here = true;
    asked()?.answer.then(
      (told) => here && setEarly(told[part]),
      () => {},
    );
    return () => {
      here = false;
    };
  }, [part]);
  const Element = part === "title" ? "h1" : "p";
  return (
    <Element
      className={ready ? "break-words" : `thread-ahead thread-ahead-${part} break-words`}
      data-ahead={ready ? undefined : part}
      suppressHydrationWarning
    >
      {ready ? text : early}
    </Element>
  );
}
