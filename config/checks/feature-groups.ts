/** Declared feature groups: each once, with features that are given once, among them the identifier and the time of a record. */
import { list, quote } from "../problems";
import type { Check } from "./check";

/** Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateFeatureGroup.html (EventTimeFeatureName) */
const ofTime = ["String", "Fractional"];

export const featureGroupsAreWhole: Check = ({ teams }) =>
  teams.flatMap(({ document, value: { features } }) => {
    const groups = features?.featureStore?.offline?.groups ?? [];
    const at = (...rest: (string | number)[]) => ["features", "featureStore", "offline", "groups", ...rest];
    const names = groups.map((group) => group?.name);
    return groups.flatMap((group, index) => {
      const given = group?.features ?? [];
      const known = given.map((feature) => feature?.name);
      const twice = [
        ...(isFirst(names, index) ? [] : [{ path: at(index, "name"), value: names[index] ?? "" }]),
        ...known.flatMap((name, place) =>
          isFirst(known, place) ? [] : [{ path: at(index, "features", place, "name"), value: name ?? "" }],
        ),
      ].map(({ path, value }) => document.problem(path, `${quote(value)} is given twice; write it once`));
      // Wrong features are a problem of their own.
      if (known.length === 0 || known.includes(undefined)) return twice;
      const wanted = (["recordIdentifier", "eventTime"] as const).flatMap((key) => {
        const name = group?.[key];
        if (name === undefined || known.includes(name)) return [];
        const right = list(known.filter((each) => each !== undefined));
        return [document.problem(at(index, key), `${quote(name)} is not among the group's features; write ${right}`)];
      });
      const time = given.find((feature) => feature?.name === group?.eventTime);
      const place = given.indexOf(time);
      const untimely =
        time?.type === undefined || ofTime.includes(time.type)
          ? []
          : [
              document.problem(
                at(index, "features", place, "type"),
                `${quote(time.type)} is no type of an event time; write ${list(ofTime)}`,
              ),
            ];
      return [...twice, ...wanted, ...untimely];
    });
  });

const isFirst = (names: readonly (string | undefined)[], index: number): boolean =>
  names[index] === undefined || names.indexOf(names[index]) === index;
