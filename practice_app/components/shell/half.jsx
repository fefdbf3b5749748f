// The front door holds what a visitor sees and what a member sees, and the page's head shows one of them. Only that one
// comes alive: the other stays the markup that it is, and a phone spends nothing on it. The server has the last word.
const MARKUP = { __html: "" }; // React leaves what it finds

const expected = () => ("signedIn" in document.documentElement.dataset ? "member" : "visitor");
const HIDING = { member: "only-own", visitor: "only-visitors" };

/** @param {{whose: "member" | "visitor", door: string, children: import("react").ReactNode}} props `door`: who came, once that is known */
export function Half({ whose, door, children }) {
  if (door && door !== whose) return null;
  if (!door && typeof document !== "undefined" && expected() !== whose)
    return <div key="asleep" className={HIDING[whose]} suppressHydrationWarning dangerouslySetInnerHTML={MARKUP} />;
  return <div className={door ? "" : HIDING[whose]}>{children}</div>;
}
