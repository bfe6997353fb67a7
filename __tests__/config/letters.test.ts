/** Letters of the configuration that the proof would refuse in the stacks are refused when the files are loaded. */
import { parseDocument, visit } from "yaml";
import { edit, problemLines, shippedFiles } from "./folders";

const prod = shippedFiles("prod");
const dev = shippedFiles("dev");
const sso = edit(dev, "teams/research.yaml", "  - name: ada", "  - name: ada\n    ssoUser: ada\nauthMode: SSO");

/** The file with one of its texts, or names of tags, changed: each by itself. */
function* changed(text: string, change: (value: string) => string): Generator<readonly [place: string, text: string]> {
  let scalars = 0;
  visit(parseDocument(text), {
    Scalar: () => {
      scalars += 1;
    },
  });
  for (let index = 0; index < scalars; index += 1) {
    const document = parseDocument(text);
    let at = -1;
    let place = "";
    visit(document, {
      Scalar: (_, node) => {
        at += 1;
        if (at !== index || typeof node.value !== "string") return;
        place = node.value;
        node.value = change(node.value);
      },
    });
    if (place !== "") yield [place, document.toString()];
  }
}

const changes: readonly (readonly [what: string, change: (value: string) => string])[] = [
  ["the sign of kelvin, which Terraform turns into K", (value) => `${value}\u212a`],
  ["a letter with a mark of its own", (value) => `${value}e\u0301`],
  ["a Cyrillic letter", (value) => `\u0430${value}`],
];

test.each(changes)("%s is refused in every text of every file", (_, change) => {
  let tried = 0;
  for (const files of [prod, sso]) {
    for (const file of Object.keys(files).filter((name) => name.endsWith(".yaml"))) {
      for (const [place, text] of changed(files[file] ?? "", change)) {
        tried += 1;
        expect([file, place, problemLines({ ...files, [file]: text })]).not.toEqual([file, place, []]);
      }
    }
  }
  expect(tried).toBeGreaterThan(80);
});

test.each<[what: string, name: string, problem: string]>([
  ["another alphabet", "\u0430da", "holds U+0430, and AWS may take it for another letter; write a name in ASCII"],
  [
    "a letter that Terraform changes",
    "\u212aate",
    "holds U+212A, and AWS may take it for another letter; write a name in ASCII",
  ],
  ["a space at the end", '"ada "', "has a space, and no user name of IAM Identity Center has one; leave it out"],
  ["a line end", '"ada\\n"', "holds U+000A, and AWS may take it for another letter; write a name in ASCII"],
])("a user's name of IAM Identity Center with %s is refused", (_, name, problem) => {
  expect(problemLines(edit(sso, "teams/research.yaml", "ssoUser: ada", `ssoUser: ${name}`))).toEqual([
    `dev/teams/research.yaml:6:14 users[0].ssoUser: ${problem}`,
  ]);
});

test("a project's name with a space at its end is refused, as it is in the stacks", () => {
  const cloud = edit(prod, "environment.yaml", "backend: cloud", "backend: cloud\n  project: 'studio '");
  expect(problemLines(cloud, "prod").join()).toMatch(/state\.project: "studio " is not a legal project name/);
});

test("a host name in capitals is refused, as it is in the stacks", () => {
  const cloud = edit(prod, "environment.yaml", "backend: cloud", "backend: cloud\n  hostname: App.terraform.io");
  expect(problemLines(cloud, "prod").join()).toMatch(
    /state\.hostname: has capital letters; write the host name in small/,
  );
});
