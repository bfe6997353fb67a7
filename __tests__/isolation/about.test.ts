/** Questions say all that they were told to: no condition is lost where several are merged. */
import { all } from "../../isolation/questions/about";

test("conditions that must all hold are merged, by operator and key", () => {
  expect(all({ StringEquals: { "aws:SourceVpce": "vpce-1" } }, { StringEquals: { "aws:SourceVpc": "vpc-1" } })).toEqual(
    {
      StringEquals: { "aws:SourceVpce": "vpce-1", "aws:SourceVpc": "vpc-1" },
    },
  );
});

test("two tests of one key by one operator are refused: the second would replace the first", () => {
  const of = (id: string) => ({ StringEquals: { "aws:SourceVpce": id } });
  expect(() => all(of("vpce-1"), of("vpce-2"))).toThrow("StringEquals tests aws:SourceVpce twice");
});
