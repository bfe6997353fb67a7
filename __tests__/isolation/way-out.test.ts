/** The table that a message tells people to extend is the one that holds the type. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isBuiltIn, type ResourceType, resourceShapes } from "../../isolation/model/shapes";
import { tableOf } from "../../isolation/model/way-out";

const root = join(__dirname, "..", "..");
const types = Object.keys(resourceShapes).filter((type) => !isBuiltIn(type as ResourceType));

test.each(types)("%s", (type) => {
  expect(readFileSync(join(root, tableOf(`$.resource.${type}.one.argument`)), "utf8")).toMatch(
    new RegExp(`^  ${type}: `, "m"),
  );
});

test.each(["$.provider.aws[0]", "$.data.external", "$.terraform", "$.output.x", "$.resource.aws_new_thing"])(
  "%s has a table",
  (path) => {
    expect(existsSync(join(root, tableOf(path)))).toBe(true);
  },
);
