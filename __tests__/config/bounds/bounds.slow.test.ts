/** Each text of the configuration is accepted as far as AWS, Terraform and HCP Terraform accept it, and no further. */
import { loadEnvironment } from "../../../config/load";
import { environmentName, type Full, filesOf, full, withoutFeatures } from "../every-key/full";
import { everyKey, pathOf, prepare } from "../every-key/ignored";
import { define, withValue } from "../every-key/places";
import { folderOf } from "../folders";
import { bounds, decidedElsewhere } from "./bounds";

const texts = everyKey().filter(({ schema }) => define(schema).type === "string");
const nameOf = ({ file, place }: (typeof texts)[number]) => `${file} ${place}`;

/** Problems of the full configuration with this value in the key's place. */
function problemsWith(key: (typeof texts)[number], value: string): string[] {
  const base = key.place.startsWith("features.") ? prepare(full(), key) : withoutFeatures(prepare(full(), key));
  const path = pathOf(base, key);
  if (!path) throw new Error(`the full configuration does not show ${nameOf(key)}`);
  const files = filesOf(withValue(base, path, value) as Full);
  return loadEnvironment(folderOf(files, environmentName)).problems.map(({ message }) => message);
}

test("every text of the schema has bounds here, or something else that decides it", () => {
  const held = [...Object.keys(bounds), ...decidedElsewhere];
  expect(texts.map(nameOf).filter((name) => !held.includes(name))).toEqual([]);
  expect(Object.keys(bounds).filter((name) => !texts.some((key) => nameOf(key) === name))).toEqual([]);
});

describe.each(texts.filter((key) => nameOf(key) in bounds).map((key) => [nameOf(key), key] as const))(
  "%s",
  (name, key) => {
    const { right = [], wrong = [] } = bounds[name] ?? {};

    test.each(right.map((value) => [value.length > 60 ? `${value.slice(0, 50)}... of ${value.length}` : value, value]))(
      "%s is accepted",
      (_, value) => {
        expect(problemsWith(key, value)).toEqual([]);
      },
    );

    test.each(
      wrong.map(([value, message]) => [
        value.length > 60 ? `${value.slice(0, 50)}... of ${value.length}` : value,
        message,
        value,
      ]),
    )("%s is refused: %s", (_, message, value) => {
      expect(problemsWith(key, value)).toContainEqual(expect.stringContaining(message));
    });
  },
);
