// @ts-check
// Which time zone a device is in, also where it doesn't say so by a name that others know.

/** @param {string | null | undefined} name @returns {boolean} dates can be written in it */
export function isZone(name) {
  if (!name || name === "Etc/Unknown") return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

/** @returns {string} what the browser says; nothing when that is no name (a machine set to `TZ=KST-9`, say) */
export function deviceZone() {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return isZone(name) ? name : "";
}

/** @param {string} zone @param {number} now @returns {number} minutes that its clocks are ahead of UTC */
function ahead(zone, now) {
  const wall = new Date(now).toLocaleString("sv", { timeZone: zone });
  return Math.round((Date.parse(`${wall.replace(" ", "T")}Z`) - now) / 60_000);
}

/** @param {number} minutes ahead of UTC @returns {string} the zone of that offset, where there is one by the full hour */
function byOffset(minutes) {
  const hours = minutes / 60;
  if (!hours) return "UTC";
  return Number.isInteger(hours) && hours >= -12 && hours <= 14
    ? `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`
    : "";
}

/**
 * The zone to count a session by: the device's own; else the one of the profile if its clocks say the same; else that of
 * the device's offset; else the profile's.
 * @param {string | null | undefined} home the zone of the profile
 * @param {{device?: string, now?: number, minutes?: number}} [at] `minutes` ahead of UTC by this device's clock
 * @returns {string}
 */
export function zoneHere(
  home,
  { device = deviceZone(), now = Date.now(), minutes = -new Date(now).getTimezoneOffset() } = {},
) {
  if (isZone(device)) return device;
  const known = home && isZone(home) ? home : "";
  if (known && ahead(known, now) === minutes) return known;
  return byOffset(minutes) || known || "UTC";
}
