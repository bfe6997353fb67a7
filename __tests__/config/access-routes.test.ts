/** `access.routes`: what is wrong is told with what would be right, and a private range that no route leads to is told too. */
import fc from "fast-check";
import { routeStacksApart } from "../../config/checks/access-routes";
import { loadEnvironment } from "../../config/load";
import { type Files, folderOf, problemLines, shippedFiles, warningLines } from "./folders";

const withAccess = (access: string, name = "dev"): Files => {
  const files = shippedFiles(name);
  const [own = ""] = (files["environment.yaml"] ?? "").split(/^access:$/m);
  return { ...files, "environment.yaml": `${own}access:\n${access}` };
};
const withRoutes = (...routes: readonly string[]) =>
  withAccess(
    `  privateCidrs: [172.16.0.0/20, 192.168.0.0/16]\n  routes:\n${routes.map((each) => `    - ${each}\n`).join("")}`,
  );
const route = (cidr: string, stack = "corporate-network", through = "transit-gateway") =>
  `{ cidr: ${cidr}, through: ${through}, stack: ${stack} }`;

test.each<readonly [what: string, files: Files, line: RegExp]>([
  [
    "the internet",
    withRoutes(route("0.0.0.0/0")),
    /routes\[0\]\.cidr: 0\.0\.0\.0\/0 does not lie in access\.privateCidrs, so nobody there is allowed; write 172\.16\.0\.0\/20 or 192\.168\.0\.0\/16, or a part of one$/,
  ],
  ["more than a private range", withRoutes(route("172.16.0.0/12")), /172\.16\.0\.0\/12 does not lie in/],
  ["IPv6", withRoutes(route('"::/0"')), /routes\[0\]\.cidr: .*is not an IPv4 range/],
  [
    "bits behind the prefix",
    withRoutes(route("172.16.0.1/24")),
    /has bits set behind its prefix; write 172\.16\.0\.0\/24/,
  ],
  [
    "a range twice",
    withRoutes(route("172.16.0.0/24"), route("172.16.0.0/24", "other")),
    /routes\[1\]\.cidr: 172\.16\.0\.0\/24 is the destination of routes\[0\] already/,
  ],
  [
    "an internet gateway",
    withRoutes(route("172.16.0.0/24", "corporate-network", "internet-gateway")),
    /routes\[0\]\.through: .*transit-gateway/,
  ],
  [
    "a stack of the environment",
    withRoutes(route("172.16.0.0/24", "dev-studio-research")),
    /routes\[0\]\.stack: dev-studio-research is named like a stack of an environment/,
  ],
  ["a path", withRoutes(route("172.16.0.0/24", "../corporate")), /routes\[0\]\.stack: .*is not a legal name/],
  [
    "no private range at all",
    withAccess(`  routes: [${route("172.16.0.0/20")}]\n`),
    /172\.16\.0\.0\/20 does not lie in access\.privateCidrs, so nobody there is allowed; add it there first/,
  ],
])("a route to or by %s is refused", (_, files, line) => {
  expect(problemLines(files)).toEqual([expect.stringMatching(line)]);
});

test("a private range to which no route leads is told, and one with a route is not", () => {
  expect(warningLines(withRoutes(route("172.16.0.0/24")))).toEqual([
    "dev/environment.yaml:11:33 access.privateCidrs[1]: 192.168.0.0/16 is allowed, but no route leads there, so nobody comes from there yet; let your network team attach it (docs/private-networks.md), and declare the route in access.routes",
  ]);
  expect(warningLines(withRoutes(route("172.16.0.0/20"), route("192.168.4.0/24")))).toEqual([]);
});

test("a stack attaches one environment", () => {
  const drafts = ["dev", "staging"].map((name) => {
    const access = `  privateCidrs: [172.16.0.0/20]\n  routes: [${route("172.16.0.0/20")}]\n`;
    return loadEnvironment(folderOf(withAccess(access, name), name)).draft;
  });
  expect(routeStacksApart(drafts).map(({ message }) => message)).toEqual([
    "corporate-network attaches environment dev already; a network team's stack attaches one environment: write the name of another stack",
  ]);
});

test("a route is accepted exactly where all its addresses lie in one private range", () => {
  const range = fc.tuple(fc.nat(15), fc.integer({ min: 28, max: 32 })).map(([last, prefix]) => {
    const size = 2 ** (32 - prefix);
    const first = Math.floor(last / size) * size;
    return { text: `172.16.0.${first}/${prefix}`, first, last: first + size - 1 };
  });
  fc.assert(
    fc.property(range, range, (people, destination) => {
      const files = withAccess(`  privateCidrs: [${people.text}]\n  routes: [${route(destination.text)}]\n`);
      const isInside = people.first <= destination.first && destination.last <= people.last;
      expect(problemLines(files)).toHaveLength(isInside ? 0 : 1);
    }),
    { numRuns: 40 },
  );
});
