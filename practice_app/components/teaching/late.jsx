// @ts-check
// Answering, aloud too, fetched once there is something to answer.
import { later } from "../ui/later.jsx";

export const Answering = later(() => import("./answering.jsx").then((part) => part.Answering));
