// @ts-check
// What is done with a link, and what shortens a recording for others: fetched once there is one.
import { later } from "../ui/later.jsx";

export const Trim = later(() => import("./trim.jsx").then((part) => part.Trim));
export const ShareTools = later(() => import("./tools.jsx").then((part) => part.ShareTools));
