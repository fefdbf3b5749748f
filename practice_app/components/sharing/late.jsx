// @ts-check
// What is done with a link, and what shortens a recording for others: fetched once there is one, both in one file.
import { later } from "../ui/later.jsx";

export const Trim = later(() => import("./in_time.jsx").then((part) => part.Trim));
export const ShareTools = later(() => import("./in_time.jsx").then((part) => part.ShareTools));
