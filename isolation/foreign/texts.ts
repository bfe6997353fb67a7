/** Every text of a stack that belongs to no environment, references filled in where it is known what they say; what is not known could be any name. */
import { type Block, below, blockIn, isBlock, type Json } from "../model/json";
import { parseAttribute, parseTemplate } from "../model/template";
import { ownNames, saysNothingNew, worksInOwnAccount } from "./own-account";

export interface Remark {
  /** JSON path. */
  readonly path: string;
  readonly text: string;
}

/** Stands for the own name of something that the stack makes. A text that holds it itself is taken to be put together. */
const ownName = "\uE000";
/** Own names that stay whole, with all that lies below them: two in a row, or one with `*` at its end, could be anybody's name. */
const wholeNames = /^(\*?[/:])*\uE000([/:]+(\uE000|\*)?)*$/;

/** JSON in a text: a policy. */
function documentIn(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

export class Texts {
  readonly said: Remark[] = [];
  /** What could be any name, and why. */
  readonly hidden: Remark[] = [];

  /** @param accounts that the stack's providers are held to */
  constructor(
    private readonly json: Block,
    private readonly accounts: readonly string[],
  ) {}

  /** Everything below a place of the file, however deep: names of members too. */
  scan(value: Json, path: string): void {
    if (typeof value === "string") this.scanTemplate(value, path);
    else if (typeof value === "number") this.say(String(value), path);
    else if (Array.isArray(value)) for (const [index, one] of value.entries()) this.scan(one, below(path, index));
    else if (isBlock(value)) {
      for (const [key, one] of Object.entries(value)) {
        this.scanTemplate(key, path);
        this.scan(one, below(path, key));
      }
    }
  }

  private scanTemplate(text: string, path: string): void {
    const parts = parseTemplate(text);
    if (parts === undefined) {
      this.hide(path, "a template that is not followed here may say any name");
      return;
    }
    const values = parts.map((part) => ("text" in part ? part.text : this.valueOf(part.reference, path)));
    if (!values.includes(undefined)) this.scanText(values.join(""), path);
  }

  private scanText(text: string, path: string): void {
    this.say(text, path);
    const document = documentIn(text);
    if (document !== undefined) {
      // A document is as good as its parts, which JSON's quotes hold apart.
      this.scanDocument(document, path);
      return;
    }
    if (!text.includes(ownName)) return;
    // Whatever follows an account's id in an ARN is of that account.
    if (/^arn:[\w-]+:[\w-]+:[\w-]*:\d{12}:/.test(text)) return;
    if (!wholeNames.test(text)) this.hide(path, "a text that is put together of pieces may say any name");
  }

  private scanDocument(value: Json, path: string): void {
    if (typeof value === "string") this.scanText(value, path);
    else if (typeof value === "number") this.say(String(value), path);
    else if (Array.isArray(value)) for (const one of value) this.scanDocument(one, path);
    else if (isBlock(value)) {
      for (const [key, one] of Object.entries(value)) {
        this.scanText(key, path);
        this.scanDocument(one, path);
      }
    }
  }

  /** What a reference says: a text, the own name of something that the stack makes, or undefined, which is told. */
  private valueOf(expression: string, path: string): string | undefined {
    const { kind, type = "", name = "" } = parseAttribute(expression) ?? {};
    const attribute = /\.(\w+)(?:\[\d+\])*$/.exec(expression)?.[1] ?? "";
    if (kind !== undefined && isBlock(blockIn(blockIn(this.json[kind])[type])[name])) {
      const [account, ...others] = this.accounts;
      const isCaller = kind === "data" && type === "aws_caller_identity" && attribute === "account_id";
      if (isCaller && account !== undefined && others.length === 0) return account;
      // Of which stack a state is, is asked elsewhere.
      if (kind === "data" && type === "terraform_remote_state") return ownName;
      const isKnown = kind === "data" ? saysNothingNew.has(type) : worksInOwnAccount(type);
      if (isKnown && ownNames.has(attribute)) return ownName;
    }
    this.hide(path, `what "\${${expression}}" says is not known here, and may be any name`);
    return undefined;
  }

  private say(text: string, path: string): void {
    const said = text.normalize("NFC");
    if (/\\u[0-9a-f]{4}/i.test(said)) this.hide(path, "escapes may spell any name");
    this.said.push({ path, text: said });
  }

  private hide(path: string, text: string): void {
    this.hidden.push({ path, text });
  }
}
