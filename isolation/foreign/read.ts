/** Reads a stack that belongs to no environment: every text in it, the accounts that it works in, the states that it reads, and everything that could hide a name. */
import { ModelError, type StackFile } from "../model";
import { type Block, below, blockIn, isBlock, type Json } from "../model/json";
import { ownAddress, readAddress } from "../model/state-address";
import { saysNothingNew, worksInOwnAccount } from "./own-account";
import { type Remark, Texts } from "./texts";

export interface ForeignStack {
  readonly name: string;
  readonly file: string;
  /** Account ids that its providers are held to. */
  readonly accounts: readonly string[];
  /** Every name, text and number, references filled in where it is known what they say. */
  readonly texts: readonly Remark[];
  /** Address of the state that it keeps, where its file says one. */
  readonly keeps: readonly Remark[];
  /** Addresses of the states that it reads. */
  readonly reads: readonly Remark[];
  /** What could stand for any name, and why. */
  readonly hidden: readonly Remark[];
}

const rootKeys = new Set(["//", "terraform", "provider", "resource", "data", "output"]);
/** Others may lead the provider to another account than it is held to (endpoints), or say what nobody here knows. */
const providerKeys = new Set(["alias", "allowed_account_ids", "assume_role", "default_tags", "max_retries", "region"]);
const terraformKeys = new Set(["//", "backend", "cloud", "required_providers", "required_version"]);

/** They run programs, or make more resources than are written. */
const unfollowed = new Set(["connection", "dynamic", "for_each", "provisioner"]);

const list = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
class Reader {
  readonly accounts = new Set<string>();
  readonly keeps: Remark[] = [];
  readonly reads: Remark[] = [];
  readonly hidden: Remark[] = [];

  constructor(private readonly json: Block) {}

  read(): Texts {
    for (const key of Object.keys(this.json)) {
      if (!rootKeys.has(key))
        this.hide(below("$", key), `${key} is a part of Terraform's language that is not read here`);
    }
    this.readTerraform(this.blockAt(this.json["terraform"], "$.terraform"));
    this.readProviders(this.blockAt(this.json["provider"], "$.provider"));
    this.readData(this.blockAt(this.json["data"], "$.data"));
    this.readResources(this.blockAt(this.json["resource"], "$.resource"));
    // Values in a state that nobody refers to do nothing; who refers to them is told.
    const { terraform_data: _, ...resource } = blockIn(this.json["resource"]);
    const texts = new Texts(this.json, [...this.accounts]);
    for (const key of ["terraform", "provider", "data", "resource", "output"]) {
      const section = key === "resource" ? resource : this.json[key];
      if (section !== undefined) texts.scan(section, below("$", key));
    }
    return texts;
  }

  /** Terraform takes lists of objects in most places; only objects are read here. */
  private blockAt(value: Json | undefined, path: string): Block {
    if (value === undefined || isBlock(value)) return value ?? {};
    this.hide(path, "it is no object");
    return {};
  }

  private hide(path: string, text: string): void {
    this.hidden.push({ path, text });
  }

  private readTerraform(terraform: Block): void {
    for (const key of Object.keys(terraform)) {
      if (!terraformKeys.has(key)) this.hide(below("$.terraform", key), `${key} is not read here`);
    }
    const own = ownAddress(terraform);
    if (own !== undefined) this.keeps.push({ path: "$.terraform", text: own });
    if (
      [terraform["backend"], terraform["cloud"]].some(
        (each) => each !== undefined && (own === undefined || !isBlock(each)),
      )
    ) {
      this.hide("$.terraform", "it may keep its state where an environment keeps its own");
    }
    const required = "$.terraform.required_providers";
    for (const [name, provider] of Object.entries(this.blockAt(terraform["required_providers"], required))) {
      const source = isBlock(provider) ? provider["source"] : undefined;
      if (name === "//" || (name === "aws" && (source === "aws" || source === "hashicorp/aws"))) continue;
      this.hide(below("$.terraform.required_providers", name), `the provider ${name} may work in any account`);
    }
  }

  private readProviders(providers: Block): void {
    for (const [name, configurations] of Object.entries(providers)) {
      const path = below("$.provider", name);
      if (name !== "aws") this.hide(path, `the provider ${name} may work in any account`);
      else
        for (const [index, one] of list(configurations).entries()) {
          this.readProvider(this.blockAt(one, below(path, index)), below(path, index));
        }
    }
    if (list(providers["aws"]).length === 0) this.hide("$.provider", "no provider says which account it works in");
  }

  private readProvider(provider: Block, path: string): void {
    for (const key of Object.keys(provider)) {
      if (key !== "//" && !providerKeys.has(key))
        this.hide(below(path, key), `what the provider does with ${key} is not known here`);
    }
    const ids = list(provider["allowed_account_ids"]);
    if (ids.length === 0)
      this.hide(path, "the provider does not say which account it works in: set allowed_account_ids");
    for (const id of ids) {
      if (typeof id === "string" && /^\d{12}$/.test(id)) this.accounts.add(id);
      else this.hide(below(path, "allowed_account_ids"), "is not an account id");
    }
  }

  private readData(data: Block): void {
    for (const [type, named] of Object.entries(data)) {
      const path = below("$.data", type);
      if (type === "terraform_remote_state") {
        for (const [name, state] of Object.entries(this.blockAt(named, path))) {
          this.readState(this.blockAt(state, below(path, name)), below(path, name));
        }
      } else if (!saysNothingNew.has(type))
        this.hide(path, `${type} looks something up, which may be an environment's`);
    }
  }

  private readState(state: Block, path: string): void {
    const address = readAddress(state);
    if (address === undefined) this.hide(path, "it reads a state, whose outputs may be any name");
    else this.reads.push({ path, text: address });
  }

  private readResources(resources: Block): void {
    for (const [type, named] of Object.entries(resources)) {
      const path = below("$.resource", type);
      if (type !== "terraform_data" && !worksInOwnAccount(type)) {
        this.hide(path, `${type} may reach other accounts than its own`);
      }
      for (const [name, block] of Object.entries(this.blockAt(named, path))) {
        const at = below(path, name);
        const keys = Object.keys(this.blockAt(block, at));
        for (const key of keys.filter((each) => unfollowed.has(each))) {
          this.hide(below(at, key), `${key} is not followed here`);
        }
      }
    }
  }
}

/** What cannot be read may say anything. */
export function readForeign(source: StackFile): ForeignStack {
  const { name, file } = source;
  try {
    const reader = new Reader(source.json);
    const { said, hidden } = reader.read();
    const { accounts, keeps, reads } = reader;
    // Terraform runs what lies beside, whatever the stack says.
    const beside = (source.beside?.problems ?? []).map((text) => ({ path: "$", text }));
    return {
      name,
      file,
      accounts: [...accounts],
      texts: said,
      keeps,
      reads,
      hidden: [...beside, ...reader.hidden, ...hidden],
    };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return {
      name,
      file,
      accounts: [],
      texts: [],
      keeps: [],
      reads: [],
      hidden: [{ path: error.path, text: error.problem }],
    };
  }
}
