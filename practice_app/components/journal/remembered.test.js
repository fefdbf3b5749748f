import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { remember as signedIn } from "../outbox/identity.js";
import { emptied } from "../outbox/testing/finished.js";
import { remember, remembered } from "./remembered.js";

beforeEach(async () => {
  await emptied();
  await signedIn({ id: "ann", name: "Ann", instruments: [] });
});

test("each total is kept with its band, beside the others of the same day", async () => {
  await remember("ann", { sums: { today: 1500 }, bands: { today: [1200, 1560] }, day: "2026-03-02" });
  await remember("ann", { sums: { week: 4000 }, bands: { week: [] }, day: "2026-03-02" });
  await remember("ann", { entries: [], today: "2026-03-02" });
  expect(await remembered()).toMatchObject({
    sums: { today: 1500, week: 4000 },
    bands: { today: [1200, 1560], week: [] },
  });
});

test("on the next day neither the total nor its band is today's", async () => {
  await remember("ann", { sums: { today: 1500 }, bands: { today: [1200, 1560] }, day: "2026-03-02" });
  await remember("ann", { sums: { week: 4000 }, bands: { week: [] }, day: "2026-03-03" });
  expect(await remembered()).toMatchObject({ day: "2026-03-03", sums: { week: 4000 }, bands: { week: [] } });
});
