// With what is drawn: tools and colours, each a group that arrow keys go through, and what takes back.
import { useId } from "react";
import { COLORS, TOOLS } from "./strokes.js";

/** @typedef {import("../../../i18n.js").Text} Text */
/** @typedef {import("./strokes.js").Tool} Tool */

const ICONS = { pen: "icon-pencil", arrow: "icon-move-up-right", line: "icon-slash", circle: "icon-circle" };

/** @param {Text} text @returns {Record<Tool, string>} */
const toolNames = ({ t }) => ({
  pen: t("Pen"),
  arrow: t("Arrow"),
  line: t("Line with its angle"),
  circle: t("Circle"),
});

/** @param {Text} text @returns {Record<string, string>} */
const colorNames = ({ t }) =>
  Object.fromEntries([t("Red"), t("Blue"), t("Green"), t("Black")].map((name, i) => [COLORS[i], name]));

/**
 * @template {string} Value
 * @param {{
 *   legend: string, names: Record<Value, string>, values: Value[], chosen: Value, handle: string,
 *   onChoose: (value: Value) => void, draw: (value: Value) => import("react").ReactNode,
 * }} props
 */
function Choice({ legend, names, values, chosen, handle, onChoose, draw }) {
  const group = useId();
  return (
    <fieldset className="drawing-choice">
      <legend className="sr-only">{legend}</legend>
      {values.map((value) => (
        <label
          key={value}
          className="drawing-option"
          title={names[value]}
          data-testid={`${handle}-${value.replace("#", "")}`}
        >
          <input
            type="radio"
            className="sr-only"
            name={group}
            checked={value === chosen}
            aria-label={names[value]}
            onChange={() => onChoose(value)}
          />
          <span className="drawing-face">{draw(value)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** @param {{ icon: string, label: string, handle: string, disabled?: boolean, onTap: () => void }} props */
function Deed({ icon, label, handle, disabled, onTap }) {
  return (
    <button
      type="button"
      className="btn btn-quiet btn-square"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onTap}
      data-testid={`drawing-${handle}`}
    >
      <span className={`icon ${icon}`} aria-hidden="true" />
    </button>
  );
}

/**
 * @param {{
 *   tool: Tool, color: string, onTool: (tool: Tool) => void, onColor: (color: string) => void, text: Text,
 *   canUndo: boolean, canRedo: boolean, empty: boolean, onUndo: () => void, onRedo: () => void, onClear: () => void, onDone: () => void,
 * }} props
 */
export function Tools({
  tool,
  color,
  onTool,
  onColor,
  text,
  canUndo,
  canRedo,
  empty,
  onUndo,
  onRedo,
  onClear,
  onDone,
}) {
  const { t } = text;
  return (
    <div className="drawing-tools" role="toolbar" aria-label={t("Drawing on the picture")}>
      <Choice
        legend={t("Tool")}
        names={toolNames(text)}
        values={TOOLS}
        chosen={tool}
        handle="drawing-tool"
        onChoose={onTool}
        draw={(one) => <span className={`icon ${ICONS[one]}`} aria-hidden="true" />}
      />
      <Choice
        legend={t("Colour")}
        names={colorNames(text)}
        values={COLORS}
        chosen={color}
        handle="drawing-color"
        onChoose={onColor}
        draw={(one) => <span className="drawing-dot" style={{ background: one }} aria-hidden="true" />}
      />
      <span className="drawing-deeds">
        <Deed icon="icon-undo-2" label={t("Undo")} handle="undo" disabled={!canUndo} onTap={onUndo} />
        <Deed icon="icon-redo-2" label={t("Redo")} handle="redo" disabled={!canRedo} onTap={onRedo} />
        <Deed icon="icon-trash-2" label={t("Clear the drawing")} handle="clear" disabled={empty} onTap={onClear} />
        <button type="button" className="btn btn-hairline btn-round" onClick={onDone} data-testid="drawing-done">
          {t("Done")}
        </button>
      </span>
    </div>
  );
}
