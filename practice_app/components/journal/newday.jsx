// Lets a page that stayed open look again on another day.
import { useEffect, useRef } from "react";
import { onNewDay } from "./newday.js";

/** @param {{ onDay?: () => void }} props */
export function NewDay({ onDay }) {
  const newest = useRef(onDay);
  newest.current = onDay;
  useEffect(() => onNewDay(() => newest.current?.()), []);
  return null;
}
