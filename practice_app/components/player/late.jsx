// A recording heard in place, fetched when there is one: both in one file, since each file costs every page a line.
import { later } from "../ui/later.jsx";

export const Example = later(() => import("./in_place.jsx").then((part) => part.Example));
export const ShownTake = later(() => import("./in_place.jsx").then((part) => part.ShownTake));
