// @ts-check
// Who a teacher is, and how sure that is, as an invitation shows them.
import { useText } from "../../i18n.js";

/** @typedef {{id: string, display_name: string, picture_url: string | null, instruments: string[], verified: boolean}} User */

/** @param {{teacher: User}} props */
export function Teacher({ teacher }) {
  const { t } = useText();
  return (
    <div className="flex min-w-0 items-center gap-4">
      {teacher.picture_url ? (
        <img src={teacher.picture_url} alt="" className="size-16 shrink-0 rounded-full object-cover" />
      ) : (
        <span className="grid size-16 shrink-0 place-items-center rounded-full bg-base-200 text-2xl" aria-hidden="true">
          {[...teacher.display_name][0]}
        </span>
      )}
      <div className="min-w-0">
        <p className="row-title break-words">{teacher.display_name}</p>
        <p className="quiet text-sm">
          {teacher.verified
            ? t("Teacher, confirmed by whoever runs this Woodshed")
            : t("Says that they teach; nobody has confirmed it")}
        </p>
      </div>
    </div>
  );
}
