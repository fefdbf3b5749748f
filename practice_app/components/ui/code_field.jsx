// @ts-check
// A code that was told by voice or by mail, as it is typed.

/** @param {{id: string, label: string, form: string, code: string, onType: (code: string) => void, handle: string}} props `form`: how such a code looks */
export function CodeField({ id, label, form, code, onType, handle }) {
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <input
        id={id}
        className="field-control figures"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        placeholder={form}
        value={code}
        onChange={(event) => onType(event.target.value)}
        data-testid={handle}
      />
    </div>
  );
}
