// What is heard in place, in one file.
export { Example } from "./example.jsx";
export { ShownTake } from "./take.jsx";
