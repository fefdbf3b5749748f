// @ts-check
// A net under a part of a page: what falls is drawn anew from nothing, once by itself, then when somebody asks for it. What
// it showed lives elsewhere (in a store, on the device, on the server), so nothing is lost but a moment.
import { Component, Fragment } from "react";
import { useText } from "../../i18n.js";

/** A second fall so soon is no accident. */
const SOON_MS = 10_000;

/**
 * @typedef {{children?: import("react").ReactNode}} Props
 * @typedef {{fallen: boolean, life: number}} State
 * @extends {Component<Props, State>}
 */
export class Net extends Component {
  state = { fallen: false, life: 0 };
  fellAt = -Infinity;

  static getDerivedStateFromError() {
    return { fallen: true };
  }

  componentDidCatch() {
    const again = performance.now() - this.fellAt > SOON_MS;
    this.fellAt = performance.now();
    if (again) this.rise();
  }

  rise = () => this.setState(({ life }) => ({ fallen: false, life: life + 1 }));

  render() {
    if (this.state.fallen) return <Fallen onRise={this.rise} />;
    return <Fragment key={this.state.life}>{this.props.children}</Fragment>;
  }
}

/** @param {{onRise: () => void}} props */
function Fallen({ onRise }) {
  const { t } = useText();
  return (
    <div role="alert" className="notice notice-careful m-4" data-testid="fallen">
      <span className="icon icon-triangle-alert" aria-hidden="true" />
      <div className="grid gap-2">
        <p>{t("This part of the page stopped. What you practise goes on and is safe.")}</p>
        <button
          type="button"
          className="btn btn-sm btn-hairline btn-round min-h-12 justify-self-start"
          onClick={onRise}
        >
          {t("Show it again")}
        </button>
      </div>
    </div>
  );
}
