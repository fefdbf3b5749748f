import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { emptied } from "../outbox/testing/finished.js";
import { keepPlan, keptPlan, planAhead, stillGood } from "./kept.js";

const DAY_MS = 86_400_000;
const plan = (title) => ({ day: "2026-01-02", steps: [{ title, minutes: 30 }] });
const asked = (answer = plan("Scales")) => ({ plan: vi.fn(() => Promise.resolve(answer)) });
const title = async () => (await keptPlan("ann"))?.value.plan.steps[0].title;
const shown = (more = {}) => keepPlan("ann", { minutes: 20, plan: plan("Mine"), ...more });
const tomorrow = () => Date.now() + DAY_MS;

beforeEach(emptied);

test("a device that never saw a plan has one of the usual length for when there is no network", async () => {
  const api = asked();
  await planAhead(api, "ann");
  expect(api.plan).toHaveBeenCalledExactlyOnceWith(30);
  expect(await title()).toBe("Scales");
  expect(stillGood(await keptPlan("ann"))).toBe(false); // with a network the newest is asked for
});

test("the server is asked once a day, also when it could not tell, and when two ask at once", async () => {
  const api = { plan: vi.fn(() => Promise.reject(new Error("busy"))) };
  await Promise.allSettled([planAhead(api, "ann"), planAhead(api, "ann"), planAhead(api, "ann")]);
  await planAhead(api, "ann");
  expect(api.plan).toHaveBeenCalledTimes(1);
  expect(await keptPlan("ann")).toBeNull();
  await planAhead(asked(), "ann", tomorrow());
  expect(await title()).toBe("Scales");
});

test("yesterday's plan that nobody touched gives way, at its length; today's stays", async () => {
  await shown();
  const api = asked();
  await planAhead(api, "ann");
  expect(await title()).toBe("Mine");
  await planAhead(api, "ann", tomorrow());
  expect(api.plan).toHaveBeenCalledExactlyOnceWith(20);
  expect(await title()).toBe("Scales");
});

test.each([{ begun: true }, { changed: true }])("a plan that was touched stays: %o", async (touched) => {
  await shown(touched);
  const api = asked();
  await planAhead(api, "ann", tomorrow());
  expect(api.plan).not.toHaveBeenCalled();
  expect(await title()).toBe("Mine");
});

test("a plan in another language is asked for again, unless it was changed by hand", async () => {
  const kept = async (more) => (await shown(more), keptPlan("ann"));
  expect(stillGood(await kept({ locale: "ko" }), "ko")).toBe(true);
  expect(stillGood(await kept({ locale: "ko" }), "en")).toBe(false);
  expect(stillGood(await kept({ locale: "ko", changed: true }), "en")).toBe(true);
});

test("what was shown while the server thought stays", async () => {
  const api = { plan: () => shown({ changed: true }).then(() => plan("Scales")) };
  await planAhead(api, "ann");
  expect(await title()).toBe("Mine");
});
