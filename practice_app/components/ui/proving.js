// @ts-check
// What wants a proof that is minutes old answers 403 `sign_in_again`: somebody is asked, here on the page, and the call is
// made once more. Nothing that was typed is lost. Who asks is a component of the page (accounts/sign_in_again.jsx).

/**
 * @typedef {(ways: string[]) => Promise<boolean>} Asker is told how somebody can prove it, says whether they did
 */

/** @type {Asker | null} */
let asker = null;
/** @type {Promise<boolean> | null} */
let asking = null;

/** Gives the page somebody who asks; → how that one goes again. @param {Asker} asks */
export function asksFor(asks) {
  asker = asks;
  return () => {
    if (asker === asks) asker = null;
  };
}

/**
 * Makes a call, and once more when that needed a proof and somebody gave it. → the last answer
 * @param {() => Promise<Response>} call
 */
export async function proving(call) {
  const answer = await call();
  const ways = await wanted(answer);
  return ways && (await proved(ways)) ? call() : answer;
}

/** How somebody may prove who they are, when this answer asks for it. @param {Response} answer */
async function wanted(answer) {
  if (answer.status !== 403) return null;
  const problem = await answer
    .clone()
    .json()
    .catch(() => ({}));
  return problem?.code === "sign_in_again" ? /** @type {string[]} */ (problem.ways ?? []) : null;
}

// Several calls at once ask once.
/** @param {string[]} ways */
function proved(ways) {
  asking ??= (asker?.(ways) ?? Promise.resolve(false)).finally(() => {
    asking = null;
  });
  return asking;
}
