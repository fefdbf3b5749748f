// @ts-check
// The words of a chart (services/statistics/chart.py), in the language that is chosen now.

/** @typedef {Record<string, any>} Trace */
/** @typedef {{ data?: Trace[], layout?: Record<string, any> }} Figure */

/** The figure with its days, its names and its unit written out. @param {Figure} figure @param {import("../../i18n.js").Text} text @returns {Figure} */
export function worded({ data = [], layout = {} }, text) {
  const { t, date } = text;
  /** @type {Record<string, string>} */
  const names = { clock: t("by the clock"), counted: t("practised"), before: t("the time before") };
  const month = layout.meta === "month";
  /** @param {string} day */
  const named = (day) =>
    date(day, { month: "short", ...(month ? { year: "numeric" } : { day: "numeric" }), timeZone: "UTC" });
  const minutes = t("{n} min", { n: "%{y:.0f}" });
  /** @param {Trace} trace */
  const told = (trace) => {
    const [name, bar] = [names[trace.meta] ?? "", trace.type === "bar"];
    const hovertemplate = `${bar ? "%{text}: " : ""}${minutes}<extra>${name}</extra>`;
    return { ...trace, name, hovertemplate, ...(bar ? { text: trace.x.map(named) } : {}) };
  };
  const { xaxis = {}, yaxis = {} } = layout;
  return {
    data: data.map(told),
    layout: {
      ...layout,
      xaxis: { ...xaxis, ticktext: (xaxis.tickvals ?? []).map(named) },
      yaxis: { ...yaxis, title: { text: t("minutes"), standoff: 4 } },
    },
  };
}
