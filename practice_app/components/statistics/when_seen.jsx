// Something heavy in its place: drawn once a good part of the place is to be seen, or when the page has been open a while.

import { useEffect, useRef, useState } from "react";

const A_THIRD = 1 / 3;
const UNDER_THE_BAR = "0px 0px -72px";
const A_WHILE_MS = 8000;

/** @param {{ children?: import("react").ReactNode }} props */
export function WhenSeen({ children }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (wanted || !place.current) return undefined;
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && setWanted(true), {
      threshold: A_THIRD,
      rootMargin: UNDER_THE_BAR,
    });
    watch.observe(place.current);
    const later = setTimeout(() => setWanted(true), A_WHILE_MS);
    return () => {
      watch.disconnect();
      clearTimeout(later);
    };
  }, [wanted]);
  return (
    <div ref={place} className="stats-place">
      {wanted ? children : null}
    </div>
  );
}
