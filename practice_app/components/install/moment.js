// When and how the app can be put on the home screen. Pure.
export const AFTER = 2;

/**
 * How this browser installs: "prompt" (it asks by itself), "ios" (by hand, through the share menu) or not at all.
 * @param {{ standalone: boolean, offered: boolean, userAgent: string, touchPoints: number }} device
 */
export function way({ standalone, offered, userAgent, touchPoints }) {
  if (standalone) return null;
  if (offered) return "prompt";
  const apple = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1);
  return apple && /Safari|CriOS|FxiOS|EdgiOS/.test(userAgent) ? "ios" : null;
}

/** @param {{ saved: number, declined: boolean, always: boolean }} moment */
export const due = ({ saved, declined, always }) => always || (!declined && saved >= AFTER);
