// What only films show, and what corrects what was heard: fetched once the page is there, both in one file, since each
// file costs every page a line.
import { later } from "../ui/later.jsx";

export const Strokes = later(() => import("./in_time.jsx").then((part) => part.Strokes));
export const ContestSheet = later(() => import("./in_time.jsx").then((part) => part.ContestSheet));
