// A chart as a table, as CSV, as a picture: for who reads with their ears, and for who wants to go on with it elsewhere.
import { useState } from "react";
import { useText } from "../../i18n.js";
import { asCsv, asPicture, filled, save } from "./taking.js";

/** @param {{ heads: string[], rows: string[][], name: string, of?: string }} props */
export function ChartTools({ name, of, ...all }) {
  const { t, day, number } = useText();
  const { heads, rows } = filled(all.heads, all.rows);
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  if (!rows.length) return null;
  /** @param {string} cell */
  const written = (cell) =>
    /^\d{4}-\d\d-\d\d$/.test(cell)
      ? day(cell, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })
      : cell !== "" && Number.isFinite(Number(cell))
        ? number(Number(cell), { maximumFractionDigits: 2 })
        : cell || "–";
  const picture = async () => {
    const chart = of ? document.getElementById(of) : null;
    const made = chart && (await asPicture(chart));
    setFailed(!made);
    if (made) save(made, `${name}.png`);
  };
  return (
    <div className="chart-tools">
      <div className="chart-tools-row">
        <button type="button" className="btn btn-quiet btn-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t("Hide the table") : t("As a table")}
        </button>
        <button
          type="button"
          className="btn btn-quiet btn-sm"
          onClick={() => save(new Blob([asCsv([heads, ...rows])], { type: "text/csv" }), `${name}.csv`)}
        >
          CSV
        </button>
        {of ? (
          <button type="button" className="btn btn-quiet btn-sm" onClick={() => void picture()}>
            PNG
          </button>
        ) : null}
      </div>
      {failed ? <p role="alert">{t("The picture could not be drawn here.")}</p> : null}
      {open ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no wheel scrolls a long table by its keys
        <section className="chart-table" tabIndex={0} aria-label={name}>
          <table>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row[0]}>
                  {heads.map((head, n) =>
                    n ? (
                      <td key={head}>{written(row[n] ?? "")}</td>
                    ) : (
                      <th key={head} scope="row">
                        {written(row[0])}
                      </th>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </div>
  );
}
