/** What the documents say about themselves is true: links lead somewhere, and steps come in an order that works. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const checkout = join(__dirname, "..");
const read = (file: string) => readFileSync(join(checkout, file), "utf8");
const filesBelow = (folder: string, extension: string): string[] =>
  readdirSync(join(checkout, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(extension))
    .map((file) => join(folder, file));

const documents = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...filesBelow("docs", ".md")];
const sources = ["cli", "config", "isolation", "modules", "policies", "rehearsal", "stacks", "teardown"].flatMap(
  (folder) => filesBelow(folder, ".ts"),
);

/** As GitHub makes it of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
const withoutCode = (text: string) => text.replaceAll(/^```[\s\S]*?^```/gm, "");
const anchorsOf = (file: string) =>
  new Set(
    withoutCode(read(file))
      .match(/^#+ .*$/gm)
      ?.map((line) => anchorOf(line.replace(/^#+ /, ""))),
  );

/** What is wrong with a link, if anything. */
function broken(from: string, target: string): string[] {
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? from : relative(checkout, join(checkout, dirname(from), path));
  if (!existsSync(join(checkout, file))) return [`${from}: no file ${file}`];
  if (anchor === undefined || !file.endsWith(".md") || anchorsOf(file).has(anchor)) return [];
  return [`${from}: no heading #${anchor} in ${file}`];
}

test("every link between the documents leads to a file, and to a heading where it names one", () => {
  const links = documents.flatMap((from) =>
    [...withoutCode(read(from)).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(
      ([, target = ""]) => [from, target] as const,
    ),
  );
  expect(links.length).toBeGreaterThan(30);
  expect(links.flatMap(([from, target]) => broken(from, target))).toEqual([]);
});

test("every heading that a message sends people to is there", () => {
  const sent = sources.flatMap((source) =>
    [...read(source).matchAll(/\b((?:docs\/)?\w+\.md#[\w-]+)/g)].map(([, target = ""]) => target),
  );
  expect(sent.length).toBeGreaterThan(2);
  expect(sent.flatMap((target) => broken("README.md", target))).toEqual([]);
});

test("a team's buckets are emptied before the domain goes, for nobody can do it afterwards", () => {
  const steps = read("docs/rehearsal.md").split("## Taking a team down")[1] ?? "";
  const [empty, destroy] = [/empty the team's buckets/i, /destroy -target=aws_sagemaker_domain/].map((pattern) =>
    steps.search(pattern),
  );
  expect(empty).toBeGreaterThan(0);
  expect(destroy).toBeGreaterThan(empty ?? 0);
  expect(steps.match(/empty/gi)).toHaveLength(1);
});

test("no command tells cdktf to ignore dependencies, for it applies Studio and buckets at the same time then", () => {
  // Read in @cdktf/cli-core 0.21 (lib/cdktf-project.js, deploy) and seen with a terraform that notes when it is started.
  const told = documents.flatMap((file) => read(file).match(/`[^`]*cdktf (?:deploy|destroy)[^`]*`/g) ?? []);
  expect(told.length).toBeGreaterThan(3);
  expect(told.filter((command) => command.includes("--ignore-missing-stack-dependencies"))).toEqual([]);
});
