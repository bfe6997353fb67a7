/** Runs fast tests first and what starts Terraform last, so that a mistake shows in seconds. */
const { default: Sequencer } = require("@jest/test-sequencer");

const last = ["__tests__/isolation/", "__tests__/teardown/", "__tests__/rehearsal/"];
const rank = ({ path }) => last.findIndex((folder) => path.replaceAll("\\", "/").includes(folder));

module.exports = class TestOrder extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }
};
