import { expect, test, vi } from "vitest";

vi.mock("react-router", () => ({ useNavigate: () => () => {} }));
const { insideAddress } = await import("./inside.js");

const HERE = { origin: "https://w.example", pathname: "/practice", search: "" };
const click = (more = {}) => ({
  defaultPrevented: false,
  button: 0,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});
const link = (href, { target = "", download = false } = {}) => ({
  href: new URL(href, HERE.origin).href,
  target,
  hasAttribute: (name) => name === "download" && download,
});
const to = (href, more, event) => insideAddress(click(event), link(href, more), HERE);

test("a page of the app is opened without loading anew", () => {
  expect(to("/")).toBe("/");
  expect(to("/sessions/018f?x=1#top")).toBe("/sessions/018f?x=1#top");
  expect(to("/device", { target: "_self" })).toBe("/device");
});

test("everything else is the browser's", () => {
  for (const href of [
    "https://elsewhere.example/",
    "/api/v1/docs",
    "/_s3/x",
    "/health/live",
    "/external/x.js",
    "/favicon.svg",
    "/practice#content",
  ])
    expect(to(href)).toBeNull();
  expect(to("/", { target: "_blank" })).toBeNull();
  expect(to("/", { download: true })).toBeNull();
  for (const event of [
    { ctrlKey: true },
    { metaKey: true },
    { shiftKey: true },
    { altKey: true },
    { button: 1 },
    { defaultPrevented: true },
  ])
    expect(to("/", {}, event)).toBeNull();
  expect(insideAddress(click(), null, HERE)).toBeNull();
});
