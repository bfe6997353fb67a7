/** Text that Terraform or AWS takes for another text than the proof: it is refused, wherever it stands; tags and descriptions may hold any letters. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { readStackFiles } from "../../../isolation/model";
import { Stack } from "../../../isolation/model/stack";
import { parsePolicy } from "../../../isolation/policy";
import { add, complaints } from "../complaints";
import { type Attack, type Loose, proveEdited, resource, shipped, statement } from "../stacks";
import { bucketPolicy, buckets, dataKey, grant, network, peoplePolicy, spareRole, studio, trust } from "./edits";

/** KELVIN SIGN, which Unicode's NFC turns into the letter K. */
const kelvin = "\u212a";
const keeper = `arn:aws:iam::999999999999:role/${kelvin}eeper`;
const isNotAscii = /not printable ASCII/;
const isNotNfc = /Unicode NFC/;
const bucket = "arn:aws:s3:::enclave-staging-fraud-transactions-444444444444";
const namedKeeper = { ArnEquals: { "aws:PrincipalArn": keeper } };

const attacks: readonly (readonly [what: string, attack: Attack, problem: RegExp])[] = [
  [
    "a bucket policy for a stranger by the sign of kelvin",
    bucketPolicy((document) => {
      spareRole(keeper)(document);
      grant("Keeper", {
        Principal: { AWS: "999999999999" },
        Action: "s3:GetObject",
        Resource: `${bucket}/*`,
        Condition: namedKeeper,
      })(document);
    }),
    isNotNfc,
  ],
  [
    "a key's policy for a stranger by the sign of kelvin",
    dataKey(
      grant("Keeper", {
        Principal: { AWS: "999999999999" },
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: namedKeeper,
      }),
    ),
    isNotNfc,
  ],
  [
    "a trust policy for a stranger by the sign of kelvin",
    trust(grant("Keeper", { Principal: { AWS: "999999999999" }, Action: "sts:AssumeRole", Condition: namedKeeper })),
    isNotNfc,
  ],
  [
    // The provider sends the letter itself; what S3 and EC2 make of it is not documented.
    "the sign of kelvin as an escape in a policy, so that the file itself is in NFC",
    (files) => {
      const block = resource(files, studio, "aws_iam_policy", "people-access");
      block.policy = block.policy.replace('"Sid":"', '"Sid":"\\u212a');
    },
    isNotAscii,
  ],
  [
    "a letter that no normalization changes, in a policy's condition",
    peoplePolicy((document) => {
      for (const { Condition } of document.Statement) {
        if (Condition?.NotIpAddress) Condition.StringNotEquals = { "aws:PrincipalTag/te\u0430m": "x" };
      }
    }),
    isNotAscii,
  ],
  [
    "a condition's value with a space behind it",
    bucketPolicy((document) => {
      statement(document, "DenyInsecureTransport").Condition.Bool["aws:SecureTransport"] = "false ";
    }),
    /space/,
  ],
  [
    "a number that AWS gets in other digits",
    (files) => {
      const block = resource(files, buckets, "aws_s3_bucket_policy", "bucket-transactions_policy");
      block.policy = block.policy.replace(
        '"Bool":{',
        '"NumericNotEquals":{"s3:max-keys":12345678901234567890},"Bool":{',
      );
    },
    /the number 12345678901234567890/,
  ],
  [
    "an ARN with a letter of another alphabet",
    (files) => {
      const attachment = resource(files, studio, "aws_iam_role_policy_attachment");
      attachment.policy_arn = "arn:aws:iam::aws:policy/\u0410dministratorAccess";
    },
    isNotAscii,
  ],
  [
    "a bucket's name in letters of full width",
    (files) => {
      resource(files, buckets, "aws_s3_bucket", "bucket-transactions").bucket = "\uff45nclave";
    },
    isNotAscii,
  ],
  [
    "a name of DNS that is not ASCII",
    (files) => {
      resource(files, network, "aws_route53_resolver_firewall_domain_list").domains.push("ex\u00e4mple.com.");
    },
    isNotAscii,
  ],
  [
    "a star inside a name of DNS",
    (files) => {
      resource(files, network, "aws_route53_resolver_firewall_domain_list").domains.push("a.*.amazonaws.com.");
    },
    /domain/,
  ],
  [
    // Page: Amazon VPC User Guide, "Security groups for your VPC": AWS trims spaces at the end of a group's name.
    "a name with a space behind it, which AWS trims",
    (files) => {
      resource(files, studio, "aws_security_group").name += " ";
    },
    /space/,
  ],
  [
    "an ARN with a line end",
    (files) => {
      resource(files, studio, "aws_iam_role").permissions_boundary = "arn:aws:iam::333333333333:policy/x\n";
    },
    isNotAscii,
  ],
  [
    "a tag that Terraform changes",
    (files) => {
      resource(files, buckets, "aws_kms_key").tags = { note: `${kelvin}eeper` };
    },
    isNotNfc,
  ],
  [
    "the name of a tag that Terraform changes",
    (files) => {
      resource(files, buckets, "aws_kms_key").tags = { "e\u0301": "x" };
    },
    isNotNfc,
  ],
  [
    // Terraform's NFC is "stream-safe" (Unicode Standard Annex 15, section 13): after 30 marks it puts U+034F in between.
    "more marks on a letter than Terraform lets stand",
    (files) => {
      resource(files, buckets, "aws_kms_key").tags = { note: `x${"\u0301".repeat(31)}` };
    },
    /marks/,
  ],
  [
    // U+0378 may become a letter, and a newer Terraform's NFC may change it.
    "a code point that no Unicode known here assigns",
    (files) => {
      resource(files, buckets, "aws_kms_key").tags = { note: "\u0378" };
    },
    /"\\u0378", which is no character of Unicode \d+/,
  ],
  [
    "half a character, which Terraform replaces",
    (files) => {
      resource(files, buckets, "aws_kms_key").tags = { note: "\ud800" };
    },
    /half a character/,
  ],
  [
    "a state's address that Terraform changes",
    (files) => {
      files.get(buckets).terraform.backend.s3.key = `${kelvin}.tfstate`;
    },
    isNotNfc,
  ],
  [
    "a state's address in another alphabet",
    (files) => {
      files.get(buckets).terraform.backend.s3.key = "\u0430.tfstate";
    },
    isNotAscii,
  ],
  [
    "a profile's name in capitals, which AWS writes in lower case in its ARN",
    (files) => {
      resource(files, studio, "aws_sagemaker_user_profile").user_profile_name = "Ada";
    },
    /lower case/,
  ],
  [
    "a host of HCP Terraform in capitals, which is the same host",
    (files) => {
      for (const name of [network, buckets])
        files.get(name).terraform = {
          required_providers: files.get(name).terraform.required_providers,
          cloud: {
            hostname: name === buckets ? "App.Terraform.io" : "app.terraform.io",
            organization: "x",
            workspaces: { name: "y" },
          },
        };
    },
    /host name/,
  ],
  [
    "a provider's role by the sign of kelvin",
    (files) => {
      files.get(buckets).provider.aws[0].assume_role[0].role_arn += kelvin;
    },
    isNotNfc,
  ],
  [
    "an output's value that Terraform changes, wherever it goes",
    (files) => {
      files.get(studio).output.more = { value: [keeper] };
    },
    isNotNfc,
  ],
  [
    "a resource whose name is no name of Terraform's",
    (files) => add(files, buckets, "aws_kms_alias", "\u0430", { name: "alias/x", target_key_id: "x" }),
    /Terraform's names/,
  ],
  [
    "a number that Terraform reads to its last digit, and the proof does not",
    (files) => {
      resource(files, buckets, "aws_kms_key").deletion_window_in_days = 30.000_000_001e21;
    },
    /plain digits/,
  ],
  [
    "an address range in the digits of another family",
    (files) => {
      const rule = resource(files, studio, "aws_vpc_security_group_egress_rule");
      for (const key of ["prefix_list_id", "referenced_security_group_id", "cidr_ipv4"]) delete rule[key];
      rule.cidr_ipv6 = "::ffff:10.0.0.0/104";
    },
    /address range/,
  ],
];

test.each(attacks)("%s is refused", async (_, attack, problem) => {
  expect(await complaints(shipped("staging"), attack, { guarantees: ["G1", "G2", "G4", "G6", "G8"] })).toMatch(problem);
});

test("what is wrong with a name is told with what to write, and nothing else", async () => {
  const attack: Attack = (files) => {
    resource(files, network, "aws_vpc").cidr_block = "10.0.0.0/\uff18";
  };
  expect(await complaints(shipped("staging"), attack, { guarantees: ["G8"] })).toBe(
    'staging-networking/cdk.tf.json $.resource.aws_vpc.vpc.cidr_block: "10.0.0.0/\\uff18" is not printable ASCII: write ASCII; only tags and descriptions may hold other letters',
  );
});

test("tags and descriptions may hold any letters", async () => {
  const words: Attack = (files) => {
    resource(files, buckets, "aws_kms_key").tags = { "Bücher  ": " Ελληνικά, русский, 日本語 " };
    resource(files, buckets, "aws_kms_key").description = "für Bücher\nund Akten";
    resource(files, studio, "aws_iam_role").description = "für Bücher";
    for (const [name, file] of files) file.provider.aws[0].default_tags = [{ tags: { für: `ñ ${name}` } }];
    files.get(studio).output.domain_id.description = "für Bücher";
  };
  const verdicts = await proveEdited(shipped("staging"), words, { guarantees: ["G2", "G8"] });
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(["proved", "proved"]);
});

describe("a stack's file", () => {
  const folder = mkdtempSync(join(tmpdir(), "enclave-text-"));
  const stack = join(folder, "stacks", "x");
  mkdirSync(stack, { recursive: true });
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (content: string | Buffer) => {
    writeFileSync(join(stack, "cdk.tf.json"), content);
    return readStackFiles(folder).map(({ json }) => json);
  };

  test.each(["1.0", "1e3", "-0", "9007199254740993", "1e400", "0.10", "1e-7", "0.1234567890123456789"])(
    "with the number %s is refused",
    (number) => {
      expect(() => read(`{"output":{"x":{"value":${number}}}}`)).toThrow(/plain digits/);
    },
  );

  test("that is not UTF-8 is refused", () => {
    expect(() => read(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toThrow(/utf-8/);
  });

  test("with a byte order mark is refused", () => {
    expect(() => read("\ufeff{}")).toThrow(/not JSON/);
  });

  test("with the name __proto__, which no reader keeps, is refused", () => {
    expect(() => read('{"output":{"__proto__":{}}}')).toThrow(/__proto__/);
  });
});

describe("every text", () => {
  const staging = shipped("staging");
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom("K", kelvin, "\u212b", "\u037e", "\u1fef", "e", "\u0301", "\ud800", "a"),
      maxLength: 40,
    }),
  );
  const tagOf = (note: string) => {
    const json = structuredClone(staging.stacks.get(network)) as Loose;
    json.resource.aws_vpc.vpc.tags = { note };
    return new Stack({ name: network, file: network, json }, () => undefined).resources("aws_vpc")[0]?.config.tags;
  };

  test("of a tag that is read is Terraform's own: NFC, whole characters that are known, no more marks than stand", () => {
    fc.assert(
      fc.property(text, (note) => {
        fc.pre(!/[$%]\{/.test(note));
        const stands = note.normalize("NFC") === note && !/\p{Surrogate}|\p{Cn}|\p{M}{31}/u.test(note);
        if (stands) expect(tagOf(note)).toEqual({ note });
        else expect(() => tagOf(note)).toThrow(/NFC|half a character|no character|marks/);
      }),
      { numRuns: 200 },
    );
  });

  test("of a policy that is read is printable ASCII, wherever it stands in it", () => {
    const document = (note: string) => ({
      Version: "2012-10-17",
      Id: note,
      Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" }],
    });
    const inCondition = (note: string) => {
      const { Statement, ...rest } = document("x");
      return { ...rest, Statement: [{ ...Statement[0], Condition: { StringEquals: { "aws:PrincipalArn": note } } }] };
    };
    fc.assert(
      fc.property(text, fc.constantFrom(document, inCondition), (note, make) => {
        fc.pre(!note.includes("${"));
        const isPlain = /^[ -~]*$/.test(note) && note.trim() === note;
        const read = () => parsePolicy(JSON.stringify(make(note)), "x", "resource");
        if (isPlain) expect(read).not.toThrow();
        else expect(read).toThrow(/printable ASCII|space at an end/);
      }),
    );
  });
});
