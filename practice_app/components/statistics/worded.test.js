import { beforeEach, expect, test, vi } from "vitest";
import { worded } from "./worded.js";

vi.mock("react", () => ({ useSyncExternalStore: (_subscribe, snapshot) => snapshot() }));

let i18n;
beforeEach(async () => {
  globalThis.woodshed = undefined;
  vi.resetModules();
  i18n = await import("../../i18n.js");
  i18n.setCatalog("ko", { practised: "연습", minutes: "분", "{n} min": "{n}분" });
});

const bars = (day) => ({
  data: [{ type: "bar", meta: "counted", x: [day], y: [30] }],
  layout: { meta: "day", xaxis: { tickvals: [day] }, yaxis: { fixedrange: true } },
});

test("a chart that is open is written anew when the language changes", async () => {
  expect(worded(bars("2026-03-01"), i18n.useText()).data[0]).toMatchObject({ name: "practised", text: ["Mar 1"] });
  await i18n.setLocale("ko");
  const { data, layout } = worded(bars("2026-03-01"), i18n.useText());
  expect(data[0]).toMatchObject({
    name: "연습",
    text: ["3월 1일"],
    hovertemplate: "%{text}: %{y:.0f}분<extra>연습</extra>",
  });
  expect(layout.xaxis.ticktext).toEqual(["3월 1일"]);
  expect(layout.yaxis).toMatchObject({ fixedrange: true, title: { text: "분" } });
});

test("bars of months have their year, and what came before is named", () => {
  const { data, layout } = bars("2026-03-01");
  const before = { type: "scatter", meta: "before", x: ["2026-03-01"], y: [20] };
  const told = worded({ data: [...data, before], layout: { ...layout, meta: "month" } }, i18n.useText());
  expect(told.layout.xaxis.ticktext).toEqual(["Mar 2026"]);
  expect(told.data[1]).toMatchObject({
    name: "the time before",
    hovertemplate: "%{y:.0f} min<extra>the time before</extra>",
  });
});

test("a bar that isn't sure says between what and what it lies", () => {
  const { data } = bars("2026-03-01");
  const sure = { ...data[0], x: ["2026-03-01", "2026-03-02"], y: [30, 30], customdata: [null, [1200, 2700]] };
  const [told] = worded({ data: [sure] }, i18n.useText()).data;
  expect(told.hovertemplate.map((said) => said.replaceAll("\u00a0", " "))).toEqual([
    "%{text}: %{y:.0f} min<extra>practised</extra>",
    "%{text}: about 20 min to 45 min<extra>practised</extra>",
  ]);
});

test("a figure that has not come yet is drawn as nothing", () => {
  expect(worded({}, i18n.useText()).data).toEqual([]);
});
