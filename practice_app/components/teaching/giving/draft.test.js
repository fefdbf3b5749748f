import { describe, expect, it } from "vitest";
import { blank, dayAfter, filled, found, given, isBlank, pieceNamed, titled } from "./draft.js";

const inBars = (bars) => `bars ${bars}`;

describe("homework as it is written", () => {
  it("is blank while nothing is typed, whoever it is for", () => {
    expect(isBlank(blank(["ann"]))).toBe(true);
    expect(isBlank({ ...blank(), note: " slow" })).toBe(false);
    expect(isBlank({ ...blank(), references: [{ kind: "link", url: "https://example.org" }] })).toBe(false);
  });

  it("is called by what was typed, else by its piece and bars", () => {
    const draft = { ...blank(), piece: "Gigue", barFrom: "9", barTo: "12" };
    expect(titled(draft, inBars)).toBe("Gigue, bars 9–12");
    expect(titled({ ...draft, barTo: "" }, inBars)).toBe("Gigue, bars 9");
    expect(titled({ ...draft, title: "Slowly" }, inBars)).toBe("Slowly");
  });

  it("is sent as numbers, with what is empty as nothing", () => {
    const draft = { ...blank(["ann", "bob"]), title: "Scales", bpm: "72.5", barFrom: "4", minutes: "10", due: "" };
    expect(given(draft, "Scales")).toMatchObject({
      id: draft.id,
      student_ids: ["ann", "bob"],
      piece: null,
      piece_id: null,
      bars: [4, 4],
      target_bpm: 72.5,
      minutes: 10,
      repetitions: null,
      due_on: null,
    });
    expect("feedback_id" in given(draft, "Scales")).toBe(false);
  });

  it("takes over what a comment or a template asks, and keeps whom it is for", () => {
    const asks = { title: "Run", piece: { title: "Étude", composer: "Sor" }, piece_id: "p", bars: [9, 12] };
    const more = { target_bpm: 72, note: "Slow.", references: [{ kind: "link", url: "https://a.org", file_id: null }] };
    const draft = filled({ ...blank(["ann"]), due: "2026-12-01" }, { ...asks, ...more });
    expect(draft).toMatchObject({ students: ["ann"], barTo: "12", bpm: "72", due: "2026-12-01", pieceId: "p" });
    expect(draft.references).toEqual([{ kind: "link", url: "https://a.org" }]);
  });

  it("names a piece of the student's whatever its capitals", () => {
    const pieces = [{ id: "p", title: "Étude", composer: "Sor" }];
    expect(pieceNamed("étude ", pieces)).toEqual({ piece: "étude ", composer: "Sor", pieceId: "p" });
    expect(pieceNamed("Gigue", pieces)).toEqual({ piece: "Gigue", composer: "", pieceId: "" });
  });

  it("finds people by every word, accents aside", () => {
    const people = [{ name: "Zoë Ångström" }, { name: "김민지" }];
    expect(found(people, "ang zoe")).toEqual([people[0]]);
    expect(found(people, "민지")).toEqual([people[1]]);
    expect(found(people, " ")).toEqual(people);
  });

  it("counts days where the device is, over the end of a month", () => {
    expect(dayAfter(new Date(2026, 10, 29, 23, 0), 7)).toBe("2026-12-06");
  });
});
