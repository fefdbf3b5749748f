import { expect, test } from "vitest";
import { Addresses } from "./addresses.js";

const all = Array.from({ length: 45 }, (_, i) => i + 1);

/** Addresses of so many parts, with what was asked of the server and a clock to be set. */
function signing(numbers = all) {
  const asked = [];
  const clock = { ms: 0 };
  const sign = async (wanted) => {
    asked.push(wanted);
    return { parts: wanted.map((number) => ({ number, url: `s3/${number}/${asked.length}` })) };
  };
  return { asked, clock, sign, addresses: new Addresses(sign, numbers, () => clock.ms) };
}

test("addresses are asked for twenty at once, in the order in which they are wanted", async () => {
  const { asked, addresses } = signing();
  for (const number of all) expect(await addresses.of(number)).toMatch(`s3/${number}/`);
  expect(asked.map((numbers) => [numbers[0], numbers.length])).toEqual([
    [1, 20],
    [21, 20],
    [41, 5],
  ]);
});

test("two that want theirs at the same time ask once", async () => {
  const { asked, addresses } = signing();
  expect(await Promise.all([addresses.of(1), addresses.of(2)])).toEqual(["s3/1/1", "s3/2/1"]);
  expect(asked).toHaveLength(1);
});

test("only what is missing is asked for", async () => {
  const { asked, addresses } = signing([3, 7, 8]);
  await addresses.of(3);
  expect(asked).toEqual([[3, 7, 8]]);
});

test("what is about to expire is signed anew before it is used", async () => {
  const { asked, clock, addresses } = signing([1, 2, 3]);
  await addresses.of(1);
  clock.ms = 10 * 60_000;
  expect(await addresses.of(2)).toBe("s3/2/2");
  expect(asked).toEqual([
    [1, 2, 3],
    [2, 3],
  ]);
});

test("one that was refused is asked for again, with those that come next", async () => {
  const { addresses } = signing([1, 2]);
  await addresses.of(1);
  addresses.forget(1);
  expect([await addresses.of(1), await addresses.of(2)]).toEqual(["s3/1/2", "s3/2/2"]);
});

test("a server that does not sign what was asked for is asked later, not for ever", async () => {
  const addresses = new Addresses(async () => ({ parts: [] }), [1]);
  await expect(addresses.of(1)).rejects.toMatchObject({ passing: true });
});

test("a question that failed is asked again", async () => {
  const { sign } = signing();
  let failed = false;
  const addresses = new Addresses(
    (numbers) => (failed ? sign(numbers) : ((failed = true), Promise.reject(new Error("gone")))),
    all,
  );
  await expect(addresses.of(1)).rejects.toThrow("gone");
  expect(await addresses.of(1)).toBe("s3/1/1");
});
