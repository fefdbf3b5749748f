// @ts-check
// A part of a page whose script is fetched when it is first shown: what few tap at once is not loaded by everybody.
import { useEffect, useState } from "react";

/** @typedef {{ waiting?: import("react").ReactNode, failed?: import("react").ReactNode }} Meanwhile shown until it is there, and when it can't be had */

/**
 * Fetched once for all who show it. Where that fails it is tried again as soon as there is a network, and by whoever shows
 * it anew.
 * @template {object} Props
 * @param {() => Promise<import("react").ComponentType<Props>>} load
 * @returns {(props: Props & Meanwhile) => import("react").ReactNode}
 */
export function later(load) {
  /** @type {{ part: import("react").ComponentType<Props> | null }} */
  const here = { part: null };
  return function Later({ waiting = null, failed = null, ...props }) {
    const [Part, setPart] = useState(() => here.part);
    const [wrong, setWrong] = useState(false);
    useEffect(() => {
      if (Part) return undefined;
      let wanted = true;
      const ask = () =>
        load().then(
          (part) => {
            here.part = part;
            if (wanted) setPart(() => part);
          },
          () => wanted && setWrong(true),
        );
      void ask();
      addEventListener("online", ask);
      return () => {
        wanted = false;
        removeEventListener("online", ask);
      };
    }, [Part]);
    if (!Part) return wrong ? failed : waiting;
    const its = /** @type {Props & import("react").JSX.IntrinsicAttributes} */ (/** @type {unknown} */ (props));
    return <Part {...its} />;
  };
}
