/** Runs fast tests first, so that a mistake shows in seconds, and of the slow ones those first that wait longest. */
const { default: Sequencer } = require("@jest/test-sequencer");

/** Begun last, one of these would be alone at the end. */
const longest = ["rehearse", "faults", "cloud", "mutable-on-domain", "facts"];
const rank = ({ path }) => {
  const [, name, part] = /([^/\\]+?)(?:\.(slow|full))?\.test\.ts$/.exec(path) ?? [];
  if (part === undefined) return 0;
  return longest.includes(name) ? 1 + longest.indexOf(name) : 1 + longest.length;
};

module.exports = class TestOrder extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }
};
