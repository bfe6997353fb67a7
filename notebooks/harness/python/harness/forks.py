"""Imports an SDK once and forks for each program. Reads programs from standard input, one JSON object a line."""

import faulthandler
import importlib
import json
import os
import pathlib
import re
import resource
import runpy
import shutil
import subprocess
import sys
import traceback
import types
import warnings

from harness import recording, steady

WARM = {
    "2": ["sagemaker", "sagemaker.workflow.pipeline", "sagemaker.workflow.steps", "sagemaker.model_monitor"],
    "3": ["sagemaker.core.resources", "sagemaker.train.model_trainer", "sagemaker.serve.model_builder"],
}
# Of processor time; what waits longer than the second, on however busy a machine, hangs.
SECONDS, HANGS = 120, 1200


def main() -> None:
    """Runs each program in a home and a working folder as the lifecycle script left them."""
    base, version = sys.argv[1:3]
    reports = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # SDKs print while they are imported.
    warnings.filterwarnings("ignore")
    clean(base)  # JumpStart opens a session, which reads the defaults file, when it is imported.
    for module in ["boto3", "pandas", *WARM[version[0]]]:
        importlib.import_module(module)
    if version[0] == "3":
        _detect_nothing()
    for line in sys.stdin:
        program = json.loads(line)
        clean(base)
        calls = f"{base}/calls.jsonl"
        open(calls, "w").close()
        child = os.fork()
        if child == 0:
            run(program, base, calls)
        _, status, used = os.wait4(child, 0)
        ended = None if status == 0 else {"exception": "killed", "message": f"did not end within {SECONDS} s"}
        written = recording.write(calls, base, program["recording"], ended)
        cpu = round(used.ru_utime + used.ru_stime, 1)
        print(json.dumps({"id": program["id"], "cpu": cpu, **written}), file=reports, flush=True)


def _detect_nothing() -> None:
    """ModelBuilder asks pip which packages a model uses, for 100 s. The list goes into a file whose content is not recorded."""
    from sagemaker.serve.detector import dependency_manager

    def run(command, **_):
        pathlib.Path(re.findall(r"'([^']*)'", command[-1])[-1]).write_text("")

    dependency_manager.subprocess = types.SimpleNamespace(run=run)


def clean(base: str) -> None:
    """Makes the home as the lifecycle script left it, and empty folders to work in."""
    for folder in ("home", "work", "tmp"):
        shutil.rmtree(f"{base}/{folder}", ignore_errors=True)
    shutil.copytree(f"{base}/template", f"{base}/home")
    os.mkdir(f"{base}/work")
    os.mkdir(f"{base}/tmp")


def run(program: dict, base: str, calls: str) -> None:
    """The child's part: never returns."""
    output = os.open(f"{base}/log/{program['api']}.{program['id']}.log", os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ["HARNESS_RECORD"] = calls
    os.chdir(f"{base}/work")
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    faulthandler.dump_traceback_later(HANGS, exit=True)
    steady.begin()
    recording.ended(_ended(program["file"]))
    sys.stdout.flush()
    os._exit(0)


def _ended(file: str) -> dict:
    if file.endswith(".sh"):
        code = subprocess.run(["bash", "-e", file]).returncode
        return {"exit": code} if code else {}
    try:
        runpy.run_path(file, run_name="__main__")
    except SystemExit as exit:
        return {"exit": exit.code} if exit.code else {}
    except BaseException as error:
        traceback.print_exc()
        return {"exception": f"{type(error).__module__}.{type(error).__name__}", "message": str(error)[:300]}
    return {}


main()
