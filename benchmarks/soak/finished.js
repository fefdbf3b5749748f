// Runs in a page of Woodshed: puts finished sessions on the device as the practice page does, each with a take of
// random bytes, and answers the SHA-256 of each take by its id.
async ({ user, sizes }) => {
  const CHUNK = 32_768;
  const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const db = await new Promise((resolve, reject) => {
    const opening = indexedDB.open("woodshed");
    opening.onupgradeneeded = () => opening.transaction.abort(); // only written to, never made
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const noise = (size) => {
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; at += 65536) crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65536)));
    return bytes;
  };
  const newId = () => {
    const time = Date.now().toString(16).padStart(12, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
  };
  const digests = [];
  const rows = [];
  for (const size of sizes) {
    const [session, take, bytes] = [newId(), newId(), noise(size)];
    digests.push([take, hex(await crypto.subtle.digest("SHA-256", bytes))]);
    rows.push(...finished(user, session, take, bytes));
  }
  const stores = ["sessions", "recordings", "chunks", "outbox"];
  await new Promise((resolve, reject) => {
    const tx = db.transaction(stores, "readwrite");
    for (const [store, row] of rows) tx.objectStore(store).put(row);
    tx.oncomplete = resolve;
    tx.onerror = () => reject(tx.error);
  });
  db.close();
  return digests;

  function finished(user, session, take, bytes) {
    const end = Date.now() - Math.floor(Math.random() * 1e9);
    const start = end - 60_000;
    const details = {
      instrument: "violin",
      piece_id: null,
      piece_title: "",
      focus: [],
      note: "",
      mode: "normal",
      target_bpm: null,
      self_rating: null,
      keep: true,
    };
    const timeline = {
      state: "stopped",
      started_at: start,
      ended_at: end,
      elapsed_s: 60,
      divergence_s: 0,
      intervals: [{ started_at: start, ended_at: end }],
    };
    const waits = {
      session_id: session,
      rev: 1,
      state: "waiting",
      reason: "",
      attempts: 0,
      not_before: 0,
      queued_at: Date.now(),
    };
    const starts = Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, i) => i * CHUNK);
    return [
      [
        "sessions",
        {
          id: session,
          user_id: user,
          last_user_id: user,
          sure: true,
          state: "saved",
          created_at: start,
          timezone: "Asia/Seoul",
          details,
          timeline,
          client_updated_at: end,
          rev: 1,
        },
      ],
      [
        "recordings",
        {
          id: take,
          session_id: session,
          kind: "audio",
          mime_type: "audio/webm",
          offset_s: 0,
          duration_s: 60,
          created_at: start,
          settings: {},
          state: "recorded",
          etags: {},
          restarts: 0,
        },
      ],
      ...starts.map((offset) => [
        "chunks",
        { recording_id: take, offset, data: bytes.slice(offset, offset + CHUNK).buffer },
      ]),
      ["outbox", { id: `session:${session}`, kind: "session", subject_id: session, ...waits }],
      ["outbox", { id: `recording:${take}`, kind: "recording", subject_id: take, ...waits }],
    ];
  }
};
