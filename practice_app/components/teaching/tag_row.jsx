// @ts-check
// One of one's tags, opened to be changed: its word and colour, its place, to whom it is offered.
import { useState } from "react";
import { useText } from "../../i18n.js";
import { COLORS } from "./tag_colors.js";

/** @typedef {import("./tags.jsx").Tag} Tag */
/** @typedef {import("./tags.jsx").Person} Person */
/**
 * @typedef {{
 *   tag: Tag, at: number, last: number, teaches: boolean, students: Person[], wrong: string,
 *   onMove: (to: number) => void, onDropped: (from: number, to: number) => void,
 *   onChange: (told: Partial<Tag>) => void,
 * }} Props
 */

const DRAGGED = "text/x-woodshed-tag";

/** @param {Props} props */
export function TagRow({ tag, at, last, teaches, students, wrong, onMove, onDropped, onChange }) {
  const { t } = useText();
  const { name, color } = tag;
  return (
    <li
      className="tags-own"
      data-testid="tags-row"
      draggable
      onDragStart={(event) => event.dataTransfer.setData(DRAGGED, String(at))}
      onDragOver={(event) => event.dataTransfer.types.includes(DRAGGED) && event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onDropped(Number(event.dataTransfer.getData(DRAGGED)), at);
      }}
    >
      <details>
        <summary className="tags-line">
          <span className="tags-dot" style={{ background: color }} aria-hidden="true" />
          <span className="tags-word">{name}</span>
          {teaches ? <Offered tag={tag} /> : null}
        </summary>
        <div className="tags-form">
          <Word tag={tag} onChange={onChange} />
          <Colors tag={tag} onChange={onChange} />
          {teaches ? <Offer tag={tag} students={students} onChange={onChange} /> : null}
          <p role="alert" className="field-error">
            {wrong ? t(wrong) : null}
          </p>
          <div>
            <button
              type="button"
              className="btn btn-hairline btn-round"
              onClick={() => onChange({ retired: true })}
              data-testid="tags-retire"
            >
              {t("Retire")}
            </button>
          </div>
        </div>
      </details>
      <span className="tags-moves">
        <button
          type="button"
          className="btn btn-quiet"
          aria-label={t("Move “{name}” up", { name })}
          disabled={at === 0}
          onClick={() => onMove(at - 1)}
        >
          <span className="icon icon-chevron-down tags-up" aria-hidden="true" />
        </button>
        <button
          type="button"
          className="btn btn-quiet"
          aria-label={t("Move “{name}” down", { name })}
          disabled={at === last}
          onClick={() => onMove(at + 1)}
        >
          <span className="icon icon-chevron-down" aria-hidden="true" />
        </button>
      </span>
    </li>
  );
}

/** @param {{tag: Tag}} props */
function Offered({ tag }) {
  const { t, n } = useText();
  const count = tag.offered_to?.length ?? 0;
  const some = n("for one student", "for {n} students", count);
  const told = tag.offered ? (tag.offered_to ? some : t("for all students")) : t("for yourself");
  return <span className="quiet text-sm">{told}</span>;
}

/** @param {Pick<Props, "tag" | "onChange">} props */
function Word({ tag, onChange }) {
  const { t } = useText();
  const [word, setWord] = useState(tag.name);
  const keep = () => (word.trim() && word.trim() !== tag.name ? onChange({ name: word.trim() }) : setWord(tag.name));
  return (
    <label className="field">
      <span className="field-label">{t("Word")}</span>
      <input
        className="field-control"
        maxLength={40}
        autoComplete="off"
        value={word}
        onChange={(event) => setWord(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && keep()}
        data-testid="tags-name"
      />
    </label>
  );
}

/** @param {Pick<Props, "tag" | "onChange">} props */
function Colors({ tag, onChange }) {
  const { t } = useText();
  return (
    <fieldset>
      <legend className="field-label mb-1">{t("Colour")}</legend>
      <div className="tags-colors">
        {COLORS.map(({ color, name }) => (
          <label key={color} className="tags-color" title={t(name)}>
            <input
              type="radio"
              name={`color-${tag.id}`}
              className="sr-only"
              aria-label={t(name)}
              checked={tag.color === color}
              onChange={() => onChange({ color })}
            />
            <span className="tags-swatch" style={{ background: color }} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** @param {Pick<Props, "tag" | "students" | "onChange">} props */
function Offer({ tag, students, onChange }) {
  const { t } = useText();
  const now = tag.offered ? (tag.offered_to ? "some" : "all") : "none";
  const to = tag.offered_to ?? [];
  /** @param {string} chosen */
  const choose = (chosen) =>
    onChange(chosen === "none" ? { offered: false } : { offered: true, offered_to: chosen === "all" ? null : to });
  /** @param {string} id */
  const toggle = (id) =>
    onChange({ offered: true, offered_to: to.includes(id) ? to.filter((one) => one !== id) : [...to, id] });
  return (
    <div className="grid gap-2">
      <label className="field">
        <span className="field-label">{t("Offered to")}</span>
        <select
          className="field-control"
          value={now}
          onChange={(event) => choose(event.target.value)}
          data-testid="tags-offer"
        >
          <option value="none">{t("nobody: for yourself")}</option>
          <option value="all">{t("all students")}</option>
          <option value="some">{t("some students")}</option>
        </select>
      </label>
      {now === "some" ? (
        <ul className="tags-students">
          {students.map(({ id, display_name }) => (
            <li key={id}>
              <label className="tags-student">
                <input type="checkbox" className="checkbox" checked={to.includes(id)} onChange={() => toggle(id)} />
                <span>{display_name}</span>
              </label>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
