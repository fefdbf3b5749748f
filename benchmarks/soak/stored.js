// Runs in a page of Woodshed: which sessions and takes are on this device, and what waits to be sent.
async () => {
  const db = await new Promise((resolve) => {
    const opening = indexedDB.open("woodshed");
    opening.onupgradeneeded = () => opening.transaction.abort(); // only looked at, never made
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => resolve(null); // not made yet
  });
  const all = (store) =>
    new Promise((resolve, reject) => {
      if (!db) return resolve([]);
      const asking = db.transaction(store).objectStore(store).getAll();
      asking.onsuccess = () => resolve(asking.result);
      asking.onerror = () => reject(asking.error);
    });
  const [sessions, takes, chunks, outbox] = await Promise.all(["sessions", "recordings", "chunks", "outbox"].map(all));
  db?.close();
  const size = (id) => chunks.filter((c) => c.recording_id === id).reduce((sum, c) => sum + c.data.byteLength, 0);
  return {
    sessions: sessions.map(({ id, state, created_at }) => ({ id, state, began_ms: created_at })),
    takes: takes.map(({ id, session_id, kind, state, created_at, spare_of = null }) => ({
      ...{ id, session_id, kind, state, spare_of },
      began_ms: created_at,
      bytes: size(id),
    })),
    waiting: outbox.map(({ id, state, reason }) => ({ id, state, reason })),
    shells: (await caches.keys()).filter((name) => name.startsWith("woodshed-shell-")),
  };
};
