// What only films show, and what corrects what was heard: fetched once the page is there.
import { later } from "../ui/later.jsx";

export const Strokes = later(() => import("./bow.jsx").then((part) => part.Strokes));
export const ContestSheet = later(() => import("./contesting.jsx").then((part) => part.ContestSheet));
