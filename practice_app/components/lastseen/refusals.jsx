// Says so when something was wanted of the server while it cannot be reached.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { eventLoop, unreachable } from "../../reflex_seams/page.js";
import { Toast } from "../ui/toast.jsx";
import { guard } from "./deeds.js";

export function Refusals() {
  const { t } = useText();
  const [number, setNumber] = useState(0);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const refuse = () => {
      setNumber((before) => before + 1);
      setOpen(true);
    };
    return guard(eventLoop, unreachable, refuse);
  }, []);
  const words = t("Woodshed can't be reached, so nothing was changed. Try again when the network is back.");
  return <Toast key={number} open={open} message={words} kind="error" onClose={() => setOpen(false)} />;
}
