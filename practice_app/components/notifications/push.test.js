import { beforeEach, expect, test, vi } from "vitest";
import { bytes, forget, standing, turnOff, turnOn } from "./push.js";

const KEY = "BAcI"; // bytes 4, 7, 8
let made, server, permission, asked;

/** A browser's half of a subscription. */
const subscription = (key) => ({
  options: { applicationServerKey: bytes(key).buffer },
  unsubscribe: vi.fn(async () => {
    made = null;
  }),
  toJSON: () => ({ endpoint: "https://fcm.googleapis.com/x" }),
});

beforeEach(() => {
  made = null;
  server = [];
  permission = "default";
  asked = 0;
  const pushManager = {
    getSubscription: async () => made,
    subscribe: async ({ applicationServerKey }) => {
      made = subscription(KEY);
      expect(String(applicationServerKey)).toBe(String(bytes(KEY)));
      return made;
    },
  };
  const registration = { active: {}, pushManager };
  vi.stubGlobal("navigator", { serviceWorker: { getRegistration: async () => registration } });
  vi.stubGlobal("window", { PushManager: {}, Notification: {} });
  vi.stubGlobal("Notification", {
    get permission() {
      return permission;
    },
    requestPermission: async () => {
      asked += 1;
      if (permission === "default") permission = "granted";
      return permission;
    },
  });
  vi.stubGlobal("fetch", async (path, how) => {
    if (path.endsWith("/key")) return Response.json({ public_key: KEY });
    if (how?.method === "POST") server = [{ id: "one", here: true }];
    else if (how?.method === "DELETE") {
      server = [];
      return new Response(null, { status: 204 });
    }
    return Response.json({ items: server });
  });
});

test("it is told in words how it stands, and looking asks for nothing", async () => {
  expect(await standing()).toBe("off");
  permission = "denied";
  expect(await standing()).toBe("blocked");
  vi.stubGlobal("window", {});
  expect(await standing()).toBe("unsupported");
  expect(asked).toBe(0);
});

test("a tap asks, subscribes and tells it; another takes it back", async () => {
  expect(await turnOn()).toBe("on");
  expect([asked, server.length, await standing()]).toEqual([1, 1, "on"]);
  expect(await turnOff()).toBe("off");
  expect([server, made, await standing()]).toEqual([[], null, "off"]);
});

test("whoever says no to the browser is told that it blocks", async () => {
  permission = "denied";
  expect(await turnOn()).toBe("blocked");
  expect(server).toEqual([]);
});

test("what Woodshed does not know of any more is off", async () => {
  await turnOn();
  server = [];
  expect(await standing()).toBe("off");
});

test("a subscription under another key is made anew", async () => {
  await turnOn();
  const before = subscription("BAcJ");
  made = before;
  expect(await standing()).toBe("on");
  expect(before.unsubscribe).toHaveBeenCalled();
});

test("signing out lets the browser forget it", async () => {
  await turnOn();
  await forget();
  expect(made).toBe(null);
});
