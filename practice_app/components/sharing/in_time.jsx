// What is fetched once there is a link, in one file.
export { ShareTools } from "./tools.jsx";
export { Trim } from "./trim.jsx";
