// Enter in a field of text. While a word is put together (Korean, Chinese, Japanese) that key only ends the word: most
// browsers say so by `isComposing`, Safari, which ends the composition before it tells of the key, by the code 229.
// (That such an Enter sends no form either is seen to in components/shell/inline/head.js.)
const IN_PROCESS = 229;

/** Enter that means "done", not the one that ends a word. @param {any} event of React or of the browser */
export const entered = (event) =>
  event.key === "Enter" && !(event.nativeEvent ?? event).isComposing && event.keyCode !== IN_PROCESS;
