// @ts-check
import { useState } from "react";
import { useText } from "../../i18n.js";

const LEAST = 4;
const MOST = 6;
const DIGITS = "123456789".split("");

// Digits for a thumb, or from a keyboard; four to six of them. They are never shown.
/** @param {{busy: boolean, wrong: string, onEnter: (pin: string) => void}} props */
export function PinPad({ busy, wrong, onEnter }) {
  const { t } = useText();
  const [pin, setPin] = useState("");
  const full = pin.length >= LEAST;
  /** @param {string} digit */
  const add = (digit) => setPin((before) => (before + digit).slice(0, MOST));
  /** @param {import("react").FormEvent} event */
  const submit = (event) => {
    event.preventDefault();
    if (full && !busy) onEnter(pin);
  };
  return (
    <form className="pin" onSubmit={submit} noValidate>
      <input
        type="password"
        className="pin-shown"
        inputMode="numeric"
        autoComplete="off"
        aria-label={t("PIN")}
        aria-describedby="pin-wrong"
        // biome-ignore lint/a11y/noAutofocus: the one thing that is asked for
        autoFocus
        value={pin}
        onChange={(event) => setPin(event.target.value.normalize("NFKC").replace(/\D/g, "").slice(0, MOST))}
        data-testid="pin"
      />
      <p id="pin-wrong" role="alert" className="field-error">
        {wrong ? t(wrong) : null}
      </p>
      <div className="pin-keys">
        {DIGITS.map((digit) => (
          <Key key={digit} digit={digit} onTap={add} />
        ))}
        <button
          type="button"
          className="pin-key"
          onClick={() => setPin((before) => before.slice(0, -1))}
          aria-label={t("Take the last one back")}
        >
          <span className="icon icon-arrow-left" aria-hidden="true" />
        </button>
        <Key digit="0" onTap={add} />
        <button type="submit" className="pin-key pin-go" disabled={!full} aria-busy={busy} data-testid="pin-enter">
          {busy ? <span className="loading loading-spinner loading-sm" aria-hidden="true" /> : t("OK")}
        </button>
      </div>
    </form>
  );
}

/** @param {{digit: string, onTap: (digit: string) => void}} props */
function Key({ digit, onTap }) {
  return (
    <button type="button" className="pin-key figures" onClick={() => onTap(digit)} tabIndex={-1}>
      {digit}
    </button>
  );
}
