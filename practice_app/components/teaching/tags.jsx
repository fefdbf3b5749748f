// @ts-check
// One's tags: word, colour, order, whether they rest, and to which students they are offered. What is changed is kept at once.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { send } from "../ui/send.js";
import { COLORS, moved } from "./tag_colors.js";
import { TagRow } from "./tag_row.jsx";
import "./tags.css";

/** @typedef {{id: string, display_name: string}} Person */
/**
 * @typedef {{id: string, name: string, color: string, place: number, retired: boolean, offered: boolean,
 *   offered_to: string[] | null, offered_by: Person | null}} Tag
 */

const PATH = "/api/v1/tags";

/** @param {string} path @returns {Promise<any[]>} */
async function items(path) {
  const answer = await fetch(path, { headers: { accept: "application/json" } });
  if (answer.status === 401) location.assign(`/login?next=${encodeURIComponent(location.pathname)}`);
  return answer.ok ? (await answer.json()).items : [];
}

/** @param {boolean} teaches */
function useTags(teaches) {
  const [tags, setTags] = useState(/** @type {Tag[] | null} */ (null));
  const [students, setStudents] = useState(/** @type {Person[]} */ ([]));
  const [wrong, setWrong] = useState({ id: "", message: "" });
  useEffect(() => {
    items(`${PATH}?retired=true`).then(setTags, () => setTags([]));
    if (teaches)
      items("/api/v1/students").then(
        (rows) => setStudents(rows.map(({ user }) => user)),
        () => {},
      );
  }, [teaches]);
  /** @param {string} id @param {Partial<Tag>} change */
  const change = async (id, change) => {
    const { ok, body, message, fields } = await send(`${PATH}/${id}`, change, "PATCH");
    setWrong(ok ? { id: "", message: "" } : { id, message: message ?? Object.values(fields ?? {})[0] ?? "" });
    if (ok) setTags((before) => (before ?? []).map((tag) => (tag.id === id ? body : tag)));
  };
  /** @param {string} name @param {string} color @param {number} place */
  const add = async (name, color, place) => {
    const made = await send(PATH, { name, color });
    const wrong = made.ok ? "" : (made.message ?? Object.values(made.fields ?? {})[0] ?? "");
    setWrong({ id: "new", message: wrong });
    if (!made.ok) return false;
    setTags((before) => [...(before ?? []), { ...made.body, place }]);
    if (place) await change(made.body.id, { place });
    return true;
  };
  return { tags, setTags, students, wrong, change, add };
}

/** @param {{teaches: boolean}} props */
export function TagDesigner({ teaches }) {
  const { t } = useText();
  const { tags, setTags, students, wrong, change, add } = useTags(teaches);
  if (!tags) return <div className="skeleton h-40 w-full" aria-busy="true" />;
  const own = tags.filter((tag) => !tag.offered_by && !tag.retired);
  const rest = tags.filter((tag) => !tag.offered_by && tag.retired);
  const theirs = tags.filter((tag) => tag.offered_by);
  /** @param {number} from @param {number} to */
  const move = (from, to) => {
    const order = moved(own, from, to);
    setTags([...theirs, ...order.rows, ...rest]);
    for (const { id, place } of order.changed) void change(id, { place });
  };
  return (
    <div className="tags-page">
      {own.length ? (
        <ul className="tags-list" data-testid="tags-own">
          {own.map((tag, n) => (
            <TagRow
              key={tag.id}
              tag={tag}
              at={n}
              last={own.length - 1}
              teaches={teaches}
              students={students}
              wrong={wrong.id === tag.id ? wrong.message : ""}
              onMove={(to) => move(n, to)}
              onDropped={move}
              onChange={(told) => change(tag.id, told)}
            />
          ))}
        </ul>
      ) : (
        <p className="quiet">{t("No tags yet.")}</p>
      )}
      <NewTag
        wrong={wrong.id === "new" ? wrong.message : ""}
        count={tags.length}
        onAdd={(...told) => add(...told, own.length)}
      />
      {theirs.length ? <Theirs tags={theirs} /> : null}
      {rest.length ? <Rest tags={rest} onBack={(id) => change(id, { retired: false })} /> : null}
    </div>
  );
}

/** @param {{wrong: string, count: number, onAdd: (name: string, color: string) => Promise<boolean>}} props */
function NewTag({ wrong, count, onAdd }) {
  const { t } = useText();
  const [word, setWord] = useState("");
  /** @param {import("react").FormEvent} event */
  const add = async (event) => {
    event.preventDefault();
    if (word.trim() && (await onAdd(word.trim(), COLORS[count % COLORS.length].color))) setWord("");
  };
  return (
    <form className="tags-new" onSubmit={add}>
      <label className="field">
        <span className="field-label">{t("New tag")}</span>
        <input
          className="field-control"
          maxLength={40}
          autoComplete="off"
          value={word}
          onChange={(event) => setWord(event.target.value)}
          data-testid="tags-new"
        />
      </label>
      <button type="submit" className="btn btn-hairline min-h-12" disabled={!word.trim()} data-testid="tags-add">
        {t("Add")}
      </button>
      <p role="alert" className="field-error">
        {wrong ? t(wrong) : null}
      </p>
    </form>
  );
}

/** @param {{tags: Tag[]}} props */
function Theirs({ tags }) {
  const { t } = useText();
  return (
    <section>
      <h2 className="mb-2 text-xl">{t("From your teachers")}</h2>
      <ul className="tags-list" data-testid="tags-theirs">
        {tags.map(({ id, name, color, offered_by }) => (
          <li key={id} className="tags-line">
            <span className="tags-dot" style={{ background: color }} aria-hidden="true" />
            <span className="tags-word">{name}</span>
            <span className="quiet text-sm">{offered_by?.display_name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** @param {{tags: Tag[], onBack: (id: string) => void}} props */
function Rest({ tags, onBack }) {
  const { t } = useText();
  return (
    <section>
      <h2 className="mb-2 text-xl">{t("Retired")}</h2>
      <p className="quiet mb-2 text-sm">{t("They stay on the sessions that have them, and stand in no form.")}</p>
      <ul className="tags-list" data-testid="tags-retired">
        {tags.map(({ id, name, color }) => (
          <li key={id} className="tags-line">
            <span className="tags-dot" style={{ background: color }} aria-hidden="true" />
            <span className="tags-word">{name}</span>
            <button type="button" className="btn btn-quiet" onClick={() => onBack(id)}>
              {t("Bring back")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
