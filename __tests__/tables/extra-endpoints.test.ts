/** An extra endpoint is usable or it is not offered: each has a policy, permissions of the role, names in DNS and a recorded example that passes with it and not without it. */
import { resolvableNames } from "../../config/endpoints";
import {
  defaultInterfaceEndpoints,
  extraInterfaceEndpoints,
  forAccountAlone,
  interfaceEndpoints,
  withdrawnInterfaceEndpoints,
} from "../../config/tables/interface-endpoints";
import { decide } from "../../isolation/recorded/decided";
import { recordedIn } from "../../isolation/recorded/kinds";
import { loadExamples } from "../../notebooks/examples";
import { measuredIn } from "../../notebooks/measure/environments";

const covers = (name: string, host: string) => (name.startsWith("*.") ? host.endsWith(name.slice(1)) : name === host);

test("no withdrawn endpoint is offered, and none that helps an account alone is unknown", () => {
  const offered = [...defaultInterfaceEndpoints, ...extraInterfaceEndpoints];
  expect(Object.keys(withdrawnInterfaceEndpoints).filter((name) => offered.includes(name))).toEqual([]);
  expect(forAccountAlone.filter((name) => !extraInterfaceEndpoints.includes(name))).toEqual([]);
});

describe.each(["names", "account"] as const)("separation: %s", (mode) => {
  const { shipped, opened } = measuredIn(mode, loadExamples());
  const recorded = recordedIn(mode);
  const decided = (facts: typeof shipped) => {
    const [team] = facts.teams;
    if (!team || !recorded) throw new Error(`mode ${mode} has no team, or no recordings`);
    return decide(facts, team, recorded);
  };
  const [before, after] = [decided(shipped), decided(opened)];
  const offered = extraInterfaceEndpoints.filter((name) => mode === "account" || !forAccountAlone.includes(name));

  test.each(offered)("%s is usable", (name) => {
    const service = interfaceEndpoints[name];
    if (!service) throw new Error(`${name} is not in the table`);
    const { region, partition } = opened;
    const hosts = service.privateDnsNames(region, partition);
    expect(hosts.length).toBeGreaterThan(0);
    const network = { extraInterfaceEndpoints: [name] };
    expect(resolvableNames({ region, partition, network } as never)).toEqual(expect.arrayContaining([...hosts]));
    const endpoint = opened.endpoints.find(
      ({ resource }) => resource.config.service_name === service.serviceName(region, partition),
    );
    expect(endpoint?.policy?.statements.length).toBeGreaterThan(0);
    const statements = opened.teams.flatMap(({ role }) => role.identity.flatMap(({ statements }) => statements));
    const allowing = statements.filter(
      ({ effect, actions }) => effect === "Allow" && JSON.stringify(actions).includes(service.iamService),
    );
    expect(allowing.length).toBeGreaterThan(0);
    const asked = after.flatMap(({ request, verdict }, index) =>
      request.sender === "session" && hosts.some((each) => covers(each, request.host ?? ""))
        ? [[before[index]?.verdict.outcome, verdict.outcome]]
        : [],
    );
    expect(asked).toContainEqual(["unreached", "passes"]);
  });
});
