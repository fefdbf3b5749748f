// @ts-check
// What is said of a new password while it is typed; it is looked at where it stands, in its field.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { useTyped } from "../ui/rest_form.jsx";
import { strength } from "./strength.js";

// `says`: a message id for each level; {n} is how many characters are missing. `own`: names and addresses of whose it is;
// `beside`: fields of the same form that hold some.
/** @param {{name: string, least: number, says: Record<string, string>, own?: string[], beside?: string[]}} props */
export function PasswordHint({ name, least, says, own = [], beside = [] }) {
  const { t } = useText();
  const { typed, fields } = useTyped();
  const value = typed(name);
  const [refused, setRefused] = useState("");
  useEffect(() => setRefused(typeof fields[name] === "string" ? typed(name) : ""), [fields]);
  const level = strength(value, [...own, ...beside.map(typed)], least);
  // Beside what the server has just said of it there is nothing to add, praise least of all.
  if (value && value === refused) return null;
  return <span data-strength={level}>{t(says[level], { n: least - [...value.normalize("NFKC")].length })}</span>;
}
