// What is fetched once a session is there, in one file.
export { Strokes } from "./bow.jsx";
export { ContestSheet } from "./contesting.jsx";
