/** No key is accepted and ignored: each value that the schema takes, changed by itself, changes the stacks. */
import { loadEnvironment } from "../../../config/load";
import { declaredBy } from "../../../isolation/declared/configured";
import { folderOf } from "../folders";
import { environmentName, type Full, filesOf, full, states } from "./full";
import { everyKey, ignoredKeys, stacksOf, withState } from "./ignored";
import { exceptions } from "./other-values";
import { withValue } from "./places";

const load = (configuration: Full) => loadEnvironment(folderOf(filesOf(configuration), environmentName));
const changed = (path: readonly (string | number)[], value: unknown) => withValue(full(), path, value) as Full;

test("every key of the schema changes the stacks when it alone changes, but for the exceptions", () => {
  expect(ignoredKeys(full())).toEqual([]);
});

test("every exception is a key of the schema", () => {
  const keys = everyKey().map(({ file, place }) => `${file} ${place}`);
  expect(keys.length).toBeGreaterThan(50);
  expect(Object.keys(exceptions).filter((name) => !keys.includes(name))).toEqual([]);
});

describe("the exceptions change something else", () => {
  const tests: Record<string, () => void> = {
    "a file of another version is refused": () => {
      for (const path of [
        ["environment", "schemaVersion"],
        ["teams", "fraud", "schemaVersion"],
      ])
        expect(load(changed(path, 2)).problems.map(({ message }) => message)).toEqual(["2 is not allowed; write 1"]);
    },
    "each kind of state is another place of the state of every stack": () => {
      const stacks = Object.keys(states).map((kind) => stacksOf(withState(full(), kind)));
      expect(new Set(stacks).size).toBe(stacks.length);
    },
    "the organization decides what the proof asks of denials that name one": () => {
      const other = load(changed(["environment", "organizationId"], "o-zzzzzzzzzz")).environment;
      expect(other && declaredBy(other).organizationId).toBe("o-zzzzzzzzzz");
    },
    "a route is what the proof accepts of another stack": () => {
      const routesOf = (configuration: Full) => {
        const { environment } = load(configuration);
        return environment && declaredBy(environment).declarations.filter(({ kind }) => kind === "route");
      };
      const others = { cidr: "172.16.0.0/24", through: "vpc-peering", stack: "other-network" };
      const found = Object.entries(others).map(([key, value]) =>
        routesOf(changed(["environment", "access", "routes", 0, key], value)),
      );
      expect(new Set([routesOf(full()), ...found].map((routes) => JSON.stringify(routes))).size).toBe(4);
      expect(found.map((routes) => routes?.length)).toEqual([1, 1, 1]);
    },
    "the way to log in changes the domain, and with it who names people": () => {
      const { ssoUser: _, ...user } = full().teams["marketing"]?.users[0] ?? { name: "" };
      const one = changed(["teams", "marketing", "users"], [{ ...user, ssoUser: "ada" }]);
      const withIam = withValue(
        withValue(one, ["teams", "marketing", "users"], [user]),
        ["teams", "marketing", "authMode"],
        "IAM",
      ) as Full;
      const { identityCenter: __, ...environment } = withIam.environment;
      const iam = { ...withIam, environment };
      const modes = (stacks: string) => [...stacks.matchAll(/"auth_mode":"(\w+)"/g)].map(([, mode]) => mode);
      expect(modes(stacksOf(one))).toEqual(["IAM", "SSO"]);
      expect(modes(stacksOf(iam))).toEqual(["IAM", "IAM"]);
    },
  };

  test.each([...new Set(Object.values(exceptions))])("%s", (what) => {
    tests[what]?.();
    expect(tests[what]).toBeDefined();
  });
});
