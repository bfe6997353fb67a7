import { killPoints } from "../../rehearsal/faults/kill";
import { type Importable, importsFor, orphansAmong } from "../../rehearsal/faults/orphans";
import { lockIdIn } from "../../rehearsal/faults/recovery";

const made = (type: string, id: string, name = "", importId = id): Importable => ({ type, id, name, importId });
const state = (...resources: readonly (readonly [type: string, name: string, id?: string])[]) => ({
  resources: resources.map(([type, name, id]) => ({
    mode: "managed",
    type,
    name,
    instances: id ? [{ attributes: { id } }] : [],
  })),
});

describe("what is in no state", () => {
  test("is found by type and id, whichever stack's state might hold it", () => {
    const all = [made("aws_vpc", "vpc-1"), made("aws_vpc", "vpc-2"), made("aws_kms_key", "key")];
    expect(orphansAmong(all, [], [state(["aws_vpc", "vpc", "vpc-1"]), state(["aws_kms_key", "key", "key"])])).toEqual([
      made("aws_vpc", "vpc-2"),
    ]);
  });

  test("is not what was there before any stack", () => {
    const role = made("aws_iam_role", "deployer");
    expect(orphansAmong([role], [role], [])).toEqual([]);
  });

  test("is also what the state knows only as begun", () => {
    const vpc = made("aws_vpc", "vpc-1");
    expect(orphansAmong([vpc], [], [state(["aws_vpc", "vpc"])])).toEqual([vpc]);
  });
});

describe("import blocks", () => {
  const resource = {
    aws_vpc: { vpc: { tags: { Name: "enclave-dev" } } },
    aws_kms_key: { key: {} },
    aws_subnet: { one: { tags: { Name: "first" } }, two: { tags: { Name: "second" } } },
    aws_route_table_association: {
      one: { subnet_id: "${aws_subnet.one.id}" },
      two: { subnet_id: "${aws_subnet.two.id}" },
    },
    aws_s3_bucket: { data: { bucket: "data-1", tags: { team: "a" } } },
  };

  test("name the address that has the orphan's type and name, or is alone in having none", () => {
    const orphans = [
      made("aws_vpc", "vpc-1", "enclave-dev"),
      made("aws_kms_key", "key-1"),
      made("aws_subnet", "subnet-2", "second"),
      made("aws_s3_bucket", "data-1", "data-1"),
    ];
    expect(importsFor(orphans, { resource }, state(["aws_subnet", "two"]))).toEqual([
      { to: "aws_vpc.vpc", id: "vpc-1" },
      { to: "aws_kms_key.key", id: "key-1" },
      { to: "aws_subnet.two", id: "subnet-2" },
      { to: "aws_s3_bucket.data", id: "data-1" },
    ]);
  });

  test("leave alone what the state has already, and what the stack has no place for", () => {
    const orphans = [made("aws_vpc", "vpc-2", "enclave-dev"), made("aws_subnet", "subnet-9", "another's")];
    expect(importsFor(orphans, { resource }, state(["aws_vpc", "vpc", "vpc-1"]))).toEqual([]);
  });

  test("find a subnet's association by the subnet", () => {
    const association = made("aws_route_table_association", "rtbassoc-1", "", "subnet-2/rtb-1");
    const subnets = state(["aws_subnet", "one", "subnet-1"], ["aws_subnet", "two", "subnet-2"]);
    expect(importsFor([association], { resource }, subnets)).toEqual([
      { to: "aws_route_table_association.two", id: "subnet-2/rtb-1" },
    ]);
    expect(importsFor([association], { resource }, state())).toEqual([]);
    const subnet = made("aws_subnet", "subnet-2", "second");
    expect(importsFor([association, subnet], { resource }, state())).toEqual([
      { to: "aws_subnet.two", id: "subnet-2" },
      { to: "aws_route_table_association.two", id: "subnet-2/rtb-1" },
    ]);
  });
});

test("the points of the kills are five, spread over the apply, before calls and after them, and the same in every run", () => {
  const points = killPoints(32, 3);
  expect(points).toHaveLength(5);
  expect(killPoints(32, 3)).toEqual(points);
  expect(points[0]).toEqual({ nth: 1, operation: "CreateVpc", performs: true });
  expect(new Set(points.slice(1).map(({ performs }) => performs))).toEqual(new Set([true, false]));
  expect(points.reduce((sum, { nth }) => sum + nth, 0)).toBeLessThan(32 - 3);
});

test("the lock's id is read from Terraform's refusal, and from no other error", () => {
  const refusal = "Error: Error acquiring the state lock\n\nLock Info:\n  ID:        3c8a-1\n  Path:      a/b\n";
  expect(lockIdIn(refusal)).toBe("3c8a-1");
  expect(lockIdIn("Error: creating VPC\n  ID:        3c8a-1\n")).toBeUndefined();
});
