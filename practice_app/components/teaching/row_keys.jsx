// @ts-check
// j and k go through the rows of a list on this page; Enter opens the link that has the focus, as everywhere.
import { useEffect } from "react";
import { isForTheList, nextRow } from "./rows.js";

export function RowKeys() {
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    const pressed = (event) => {
      const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-row]")]);
      if (!rows.length || !isForTheList(event)) return;
      const from = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
      rows[nextRow(from, event.key, rows.length)].focus();
      event.preventDefault();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
  return null;
}
