/** Values that the provider or AWS refuses, argument by argument. */
import { type Mistake, type Operator, valueAt } from "../break";
import { illegalInNetworks } from "./illegal-in-networks";
import { illegalInServices } from "./illegal-in-services";

const illegal = { ...illegalInNetworks, ...illegalInServices };

export const illegalValue: Operator = (place) =>
  (illegal[place.type] ?? []).flatMap(({ at, value, why, seenBy: who = "AWS" as const, slow, showsAt }): Mistake[] => {
    const now = valueAt(place.body, at);
    if (now === undefined) return [];
    const replacement = typeof value === "function" ? value(place, now) : value;
    if (replacement === undefined || replacement === now) return [];
    return [
      {
        what: `${at.join(".")} ${why}`,
        seenBy: who,
        edits: [{ path: [...place.path, ...at], value: replacement }],
        ...(slow && { slow }),
        ...(showsAt && { showsAt: showsAt(place) }),
      },
    ];
  });
