// @ts-check
// A passage and how often it was gone through, part by part of some stretch of time; on a music stand and a piece's page.
import { useText } from "../../i18n.js";
import "./heat.css";

/** @param {{className: string, title: string, times: number, heats: number[]}} props `heats` are 0 to 4. */
export function HeatRow({ className, title, times, heats }) {
  const { n } = useText();
  return (
    <li className={className}>
      <span title={title}>{title}</span>
      <span className="heat-cells" aria-hidden="true">
        {heats.map((heat, part) => (
          <span key={part} className="heat-cell" data-heat={heat} />
        ))}
      </span>
      <span className="figures text-end font-semibold">
        <span aria-hidden="true">{`${times}×`}</span>
        <span className="sr-only">{n("{n} time", "{n} times", times)}</span>
      </span>
    </li>
  );
}
