import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import type { Environment } from "../../config/schema";
import { checkout } from "../../rehearsal/folders";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { checked } from "../../rehearsal/recording";
import { rehearse } from "../../rehearsal/rehearse";
import { phases, type Report } from "../../rehearsal/report";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("the rehearsal of dev");

describe("dev from nothing to nothing, by the real provider", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-rehearse-"));
  let localAws: LocalAws;
  let dev: Environment;
  let report: Report;
  beforeAll(async () => {
    const [environment] = loadEnvironments(join(checkout, "environments"), { environment: "dev" }).environments;
    if (!environment) throw new Error("no environment dev");
    dev = environment;
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
    const { pluginFolder } = requirements;
    report = await rehearse({ environment: dev, localAws, pluginFolder, workDir: work });
  });
  afterAll(async () => {
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  test("nothing fails: applied, planned empty, protected, torn down, destroyed, nothing left", () => {
    expect(report.failures).toEqual([]);
    expect(new Set(report.times.map(({ phase }) => phase))).toEqual(
      new Set(
        phases.filter(
          (phase) => !["faults", "day two", "somebody clicks", "refuse what is fixed", "compare calls"].includes(phase),
        ),
      ),
    );
  });

  test("every call to change something was made by an account's deployer role, in that account", () => {
    const changes = localAws.calls().filter(({ operation }) => /^(Create|Put|Delete|Update)/.test(operation));
    expect(changes.length).toBeGreaterThan(100);
    const deployers = new Map(
      [dev.accounts.studio, ...Object.values(dev.accounts.data)].map(({ id, deployerRole }) => [id, deployerRole]),
    );
    expect(changes.filter(({ account, role }) => deployers.get(account) !== role)).toEqual([]);
  });

  test("buckets and their keys were made in the data account, domain and network in the studio account", () => {
    const accountsOf = (operation: string) => [
      ...new Set(
        localAws
          .calls()
          .filter((call) => call.operation === operation)
          .map(({ account }) => account),
      ),
    ];
    const data = Object.values(dev.accounts.data).map(({ id }) => id);
    expect(accountsOf("CreateBucket")).toEqual(data);
    expect(accountsOf("CreateDomain")).toEqual([dev.accounts.studio.id]);
    expect(accountsOf("CreateVpc")).toEqual([dev.accounts.studio.id]);
  });

  test("the domain was never updated", () => {
    expect(localAws.calls().filter(({ operation }) => operation === "UpdateDomain")).toEqual([]);
  });

  test("Terraform made the calls that are recorded, each in its phase, and no others", () => {
    expect(checked({ environment: dev, localAws, report, whole: true }).failures).toEqual([]);
  });

  test("no call was unknown to the local AWS", () => {
    expect(localAws.calls().filter(({ error }) => error === "NotKnownToLocalAws")).toEqual([]);
  });
});
