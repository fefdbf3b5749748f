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
  /** Between what and what it lies, where that isn't sure. @param {[number, number] | null} band */
  const length = (band) => (band ? text.length(0, ...band) : minutes);
  /** @param {Trace} trace */
  const told = (trace) => {
    const [name, bar] = [names[trace.meta] ?? "", trace.type === "bar"];
    /** @param {string} length */
    const said = (length) => `${bar ? "%{text}: " : ""}${length}<extra>${name}</extra>`;
    const hovertemplate = trace.customdata ? trace.customdata.map(length).map(said) : said(minutes);
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
