// @ts-check
// Says in time that there will soon be no room for sound. The clock needs next to none and goes on.
import { useText } from "../../i18n.js";
import { usePractice } from "./island.js";

export function SpaceWord() {
  const { t, n } = useText();
  const { room, mic } = usePractice();
  if (room === null || mic === "full") return null;
  return (
    <p
      className="notice notice-careful mx-6 max-w-md text-sm"
      role="status"
      data-testid="practice-room"
      data-minutes={room}
    >
      <span className="icon icon-smartphone" aria-hidden="true" />
      <span>
        {room
          ? n(
              "There is room for about {n} more minute of recording on this device.",
              "There is room for about {n} more minutes of recording on this device.",
              room,
            )
          : t("There is no more room for recordings on this device. The clock runs all the same.")}{" "}
        <a href="/device" target={mic === "off" ? undefined : "_blank"} className="underline">
          {t("See what is here")}
        </a>
      </span>
    </p>
  );
}
