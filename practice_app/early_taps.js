// A tap on a page that is drawn but not yet alive is not lost: it is done again as soon as its button answers.
// Written into every page by practice_app/first_paint.py, before React is even loaded.
(() => {
  const PATIENCE_MS = 20_000;
  const LOOK_MS = 30;
  const answers = (button) => Object.keys(button).some((key) => key.startsWith("__reactProps"));
  const waiting = new Set();
  const again = (button) => {
    waiting.delete(button);
    removeEventListener("click", hold, true);
    button.click();
    addEventListener("click", hold, true);
  };
  const look = (button, until) => {
    if (!button.isConnected || performance.now() > until) waiting.delete(button);
    else if (answers(button)) again(button);
    else setTimeout(look, LOOK_MS, button, until);
  };
  const hold = (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button || answers(button)) return;
    event.preventDefault(); // a form would be sent without us
    event.stopPropagation();
    if (waiting.has(button)) return;
    waiting.add(button);
    look(button, performance.now() + PATIENCE_MS);
  };
  addEventListener("click", hold, true);
})();
