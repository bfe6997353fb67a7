/** Who runs an old lifecycle script follows from times alone: an app copies the script when it starts. */
import type { AppDetails } from "@aws-sdk/client-sagemaker";
import fc from "fast-check";
import { olderApps } from "../../doctor/scripts";

const deployed = new Date("2026-11-28T09:12:00Z");
const app = (minutes: number, Status: AppDetails["Status"] = "InService"): AppDetails => ({
  AppName: `${minutes}`,
  Status,
  CreationTime: new Date(deployed.getTime() + minutes * 60_000),
});

test("an app that started before the script was deployed runs an older one, and no other does", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -10_000, max: 10_000 })), (starts) => {
      const apps = starts.map((minutes) => app(minutes));
      expect(olderApps(apps, deployed)).toEqual(apps.filter((_, index) => (starts[index] ?? 0) < 0));
    }),
  );
});

test("apps that go, and those of which AWS tells no time, run nothing", () => {
  const { CreationTime, ...timeless } = app(-1);
  expect(olderApps([app(-1, "Deleting"), app(-1, "Failed"), app(-1, "Deleted"), timeless], deployed)).toEqual([]);
  expect(olderApps([app(-1, "Pending")], deployed)).toHaveLength(1);
});

test("an app that started at the very time has the script", () => {
  expect(olderApps([app(0)], deployed)).toEqual([]);
});
