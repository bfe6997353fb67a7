/** Regions are ones that this blueprint knows, and state lies in the same partition. */
import { partitionOf, partitionOfState } from "../derive";
import { suggestion } from "../nearest";
import { quote } from "../problems";
import { otherStateRegions, regions } from "../tables/regions";
import type { Check } from "./check";

export const knownRegion: Check = ({ document, value: { region } }) => {
  if (region === undefined || partitionOf(region) !== undefined) return [];
  return [
    document.problem(
      ["region"],
      `${quote(region)} is not a region with SageMaker Studio; ${suggestion(region, Object.keys(regions))}`,
    ),
  ];
};

export const stateRegion: Check = ({ document, value: { region, state } }) => {
  if (state?.backend !== "s3" || state.region === undefined) return [];
  const partition = partitionOfState(state.region);
  if (partition === undefined) {
    return [
      document.problem(
        ["state", "region"],
        `${quote(state.region)} is not a known region; ${suggestion(state.region, Object.keys({ ...regions, ...otherStateRegions }))}`,
      ),
    ];
  }
  const own = partitionOf(region);
  if (own === undefined || own === partition) return [];
  return [
    document.problem(
      ["state", "region"],
      `${state.region} is in partition ${partition}, ${region} in ${own}; write a region of ${own}`,
    ),
  ];
};

export const stateKeyRegion: Check = ({ document, value: { region, state } }) => {
  if (state?.backend !== "s3" || state.kmsKey === undefined) return [];
  const expected = state.region ?? region;
  const actual = state.kmsKey.split(":")[3];
  if (expected === undefined || partitionOfState(expected) === undefined || actual === expected) return [];
  return [
    document.problem(
      ["state", "kmsKey"],
      `is a key of ${actual}, the state bucket is in ${expected}; name a key of ${expected}`,
    ),
  ];
};
