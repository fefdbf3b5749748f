import { expect, test, vi } from "vitest";
import { asksFor, proving } from "./proving.js";
import { send } from "./send.js";

const AGAIN = { code: "sign_in_again", ways: ["password"], detail: "Please show that it's you." };
const problem = (body, status = 403) => new Response(JSON.stringify(body), { status });
const call = (...answers) => {
  const made = vi.fn(async () => answers[Math.min(made.mock.calls.length, answers.length) - 1].clone());
  return made;
};

test("what needs a proof asks for it and is done then", async () => {
  const asks = vi.fn(async () => true);
  const leave = asksFor(asks);
  const made = call(problem(AGAIN), new Response("{}", { status: 202 }));
  expect((await proving(made)).status).toBe(202);
  expect(asks).toHaveBeenCalledExactlyOnceWith(["password"]);
  leave();
});

test("who will not is told what the server said, and nothing is done twice", async () => {
  const leave = asksFor(async () => false);
  const made = call(problem(AGAIN));
  const answer = await proving(made);
  expect([answer.status, (await answer.json()).detail, made.mock.calls.length]).toEqual([403, AGAIN.detail, 1]);
  leave();
  expect((await proving(call(problem(AGAIN)))).status).toBe(403);
});

test("no other refusal asks anybody anything", async () => {
  const asks = vi.fn(async () => true);
  const leave = asksFor(asks);
  for (const answer of [problem({ code: "not_allowed" }), problem(AGAIN, 401), new Response("<p>", { status: 403 })])
    expect(await proving(call(answer))).toMatchObject({ status: answer.status });
  expect(asks).not.toHaveBeenCalled();
  leave();
});

test("several calls at once ask once", async () => {
  /** @type {(done: boolean) => void} */
  let answer = () => {};
  const asks = vi.fn(() => new Promise((resolve) => (answer = resolve)));
  const leave = asksFor(asks);
  const both = [call(problem(AGAIN), new Response()), call(problem(AGAIN), new Response())].map(proving);
  await vi.waitFor(() => expect(asks).toHaveBeenCalled());
  await new Promise((resolve) => setTimeout(resolve));
  answer(true);
  expect((await Promise.all(both)).map((one) => one.status)).toEqual([200, 200]);
  expect(asks).toHaveBeenCalledOnce();
  leave();
});

test("a form sends what was typed once more", async () => {
  const bodies = [];
  vi.stubGlobal("fetch", async (_path, { body }) => {
    bodies.push(body);
    return bodies.length === 1 ? problem(AGAIN) : new Response("{}", { status: 202 });
  });
  const leave = asksFor(async () => true);
  expect(await send("/api/v1/me/email", { email: "new@example.org" })).toMatchObject({ ok: true });
  expect(bodies).toEqual([bodies[0], bodies[0]]);
  leave();
  vi.unstubAllGlobals();
});
