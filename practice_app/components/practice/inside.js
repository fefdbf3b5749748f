// @ts-check
// While a session runs one moves about without loading pages anew: the clock and the recording live in this document.
import { useEffect } from "react";
import { useNavigate } from "react-router";

/** What is not a page of the app. */
const OTHER = /^\/(api|health|metrics|i18n|external|assets|privacy|terms|_)|\.[a-z0-9]{2,5}$/;

/**
 * Where a click leads inside the app; null when it is the browser's.
 * @param {Pick<MouseEvent, "defaultPrevented" | "button" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">} event
 * @param {{href: string, target: string, hasAttribute: (name: string) => boolean} | null} link
 * @param {{origin: string, pathname: string, search: string}} here
 * @returns {string | null}
 */
export function insideAddress(event, link, here) {
  if (
    !link ||
    event.defaultPrevented ||
    event.button ||
    event.altKey ||
    event.ctrlKey ||
    event.metaKey ||
    event.shiftKey
  )
    return null;
  if ((link.target && link.target !== "_self") || link.hasAttribute("download")) return null;
  const to = new URL(link.href);
  if (to.origin !== here.origin || OTHER.test(to.pathname)) return null;
  if (to.hash && to.pathname === here.pathname && to.search === here.search) return null;
  return to.pathname + to.search + to.hash;
}

/**
 * Links stay inside, and the browser asks before it leaves for good.
 * @param {boolean} on a session runs in this document
 */
export function useStayInside(on) {
  const navigate = useNavigate();
  useEffect(() => {
    if (!on) return undefined;
    const click = (/** @type {MouseEvent} */ event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const to = insideAddress(event, link, location);
      if (to === null) return;
      event.preventDefault();
      void navigate(to);
    };
    const leaving = (/** @type {Event} */ event) => event.preventDefault();
    document.addEventListener("click", click);
    addEventListener("beforeunload", leaving);
    return () => {
      document.removeEventListener("click", click);
      removeEventListener("beforeunload", leaving);
    };
  }, [on, navigate]);
}
