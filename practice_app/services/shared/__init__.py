"""What every capability stands on: ownership, fields, paging, storage, queue, events, limits."""
