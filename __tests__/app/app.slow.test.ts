/** The defaults of apps, tested in Python with the real botocore: what is filled in, what stays, what a denied call says. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nvmeInstancePatterns } from "../../config/tables/nvme-instances";
import { jobActions } from "../../policies/execution-role/jobs";
import { run } from "../../rehearsal/children";
import { neutral } from "../../rehearsal/surroundings";
import { requirementsOf } from "../rehearsal/required";

const { describe, requirements } = requirementsOf("the defaults of apps");
const work = mkdtempSync(join(tmpdir(), "enclave-app-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const app = join(__dirname, "../../modules/studio/app");

/** Calls that the execution role may make only with the team's network or volume key. */
const operations = [
  ...jobActions.map((action) => action.slice("sagemaker:".length)),
  "CreateModel",
  "CreateEndpointConfig",
  "CreateTransformJob",
];

const python = async (program: string, args: readonly string[], environment: Record<string, string> = {}) => {
  const ended = await run({
    program,
    arguments: [...args],
    folder: work,
    environment: { ...neutral(), PYTHONDONTWRITEBYTECODE: "1", ...environment },
  });
  if (ended.exitCode !== 0) throw new Error(ended.output);
  return ended;
};

describe("the defaults of apps", () => {
  test("fill in, name and explain as promised (their own tests, in Python)", async () => {
    const ended = await python(requirements.python, ["-m", "unittest", "discover", "-s", join(__dirname, "python")], {
      PYTHONPATH: app,
      POLICY: JSON.stringify({ operations, nvme: nvmeInstancePatterns }),
    });
    expect(Number(/^Ran (\d+) tests/m.exec(ended.output)?.[1])).toBeGreaterThanOrEqual(30);
  });

  test("packed.txt holds the package's code, without its docstrings and comments", async () => {
    const program = `
import ast, base64, lzma, sys
sys.path.insert(0, sys.argv[1])
import pack
def code(text):
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return ast.dump(tree)
unpack, *parts = lzma.decompress(base64.b85decode((pack.HERE / "packed.txt").read_text().split("\\n")[1])).decode().split("\\f")
assert code(unpack) == code(pack.UNPACK)
packed = {name: ast.dump(ast.parse(text)) for name, text in zip(parts[::2], parts[1::2])}
assert packed == {name: code(text) for name, text in pack.sources().items()}
assert packed
`;
    await python(requirements.python, ["-c", program, app]);
  });

  test("a Python that has them starts as before: nothing is loaded until botocore is, and a broken package stops nothing", async () => {
    const own = join(work, "own");
    await python(requirements.python, ["-m", "venv", "--without-pip", own]);
    const program = join(own, "bin", "python");
    const say = async (what: string, by = program, environment = {}) =>
      (await python(by, ["-c", `import sys, sysconfig; print(${what})`], environment)).output.trim();
    mkdirSync(join(work, "sagemaker"));
    const settings = {
      environment: "dev",
      team: "research",
      region: "eu-central-1",
      separation: "account",
      prefix: "",
      bucket: "b",
    };
    writeFileSync(join(work, "sagemaker", "studio-enclave.json"), JSON.stringify(settings));
    await python(program, [join(app, "studio_enclave")], { XDG_CONFIG_DIRS: work });

    const ofInterest = "name.startswith('studio') or name in ('botocore', 'hashlib', 'json')";
    expect(await say(`[name for name in sys.modules if ${ofInterest}]`)).toBe(
      "['studio_enclave', 'studio_enclave.hook']",
    );
    const packages = await say("sysconfig.get_path('purelib')", requirements.python);
    const hooked = "__import__('botocore.session').session.Session.__init__.of_studio_enclave";
    expect(await say(hooked, program, { PYTHONPATH: packages })).toBe("True");

    const site = await say("sysconfig.get_path('purelib')");
    writeFileSync(join(site, "studio_enclave", "hook.py"), "this is no Python");
    expect(await say("'started'")).toBe("started");
  });

  test("a kernel of another environment gets them from IPython's startup file", async () => {
    const program = `
import ast, pathlib, sys
tree = ast.parse(pathlib.Path(sys.argv[1], "studio_enclave", "__main__.py").read_text())
values = {node.targets[0].id: node.value for node in tree.body if isinstance(node, ast.Assign)}
exec(ast.literal_eval(values["ELSEWHERE"]).format(sys.argv[1]))
import botocore.session
assert botocore.session.Session.__init__.of_studio_enclave
assert sys.argv[1] not in sys.path
`;
    await python(requirements.python, ["-c", program, app]);
    // IPython puts the notebook's own folder before what is installed: a package of the same name there is nobody's hook.
    const downloaded = join(work, "studio_enclave");
    mkdirSync(downloaded);
    for (const name of ["__init__.py", "hook.py"]) writeFileSync(join(downloaded, name), "raise SystemExit('was run')");
    await python(requirements.python, ["-c", program, app]);
    rmSync(downloaded, { recursive: true });
  });
});
