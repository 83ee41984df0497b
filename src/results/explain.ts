/** What `portlab explain` produces: plain data, the shape of the JSON document. Texts are those of the specification. */

export interface ClauseText {
  readonly id: string;
  readonly level: string;
  readonly text: string;
}

export interface SectionTitle {
  readonly number: string;
  readonly title: string;
}

export interface ReportLineText {
  readonly line: string;
  readonly satisfiedBy: string;
}

export interface DecisionText {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Octets of a test vector. */
export interface ExampleOctets {
  readonly file: string;
  readonly name: string;
  readonly why: string;
  readonly hex: string;
  /** Where the violation is; null where the octets are well-formed. */
  readonly offset: number | null;
}

export interface RequirementExplanation extends ClauseText {
  readonly kind: 'requirement';
  readonly role: string;
  readonly section: SectionTitle;
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } | null;
  readonly report: readonly ReportLineText[];
  readonly decisions: readonly DecisionText[];
  /** Clauses that point to it. */
  readonly namedBy: readonly string[];
  /** Cases of the conformance suite that are about it. */
  readonly cases: readonly string[];
  /** Test vectors that are about it, as `file: name`. */
  readonly vectors: readonly string[];
  readonly previous: ClauseText | null;
  readonly next: ClauseText | null;
}

export interface ErrorExplanation {
  readonly kind: 'error-code';
  readonly code: string;
  readonly rank: number;
  readonly clause: ClauseText;
  readonly judged: string;
  /** The connection afterwards. */
  readonly connection: string;
  readonly echoes: string;
  readonly advice: string;
  /** Octets that cause it. */
  readonly causes: readonly ExampleOctets[];
  /** Octets that tell of it. */
  readonly answers: readonly ExampleOctets[];
}

export interface ReasonExplanation {
  readonly kind: 'reason';
  readonly reason: string;
  readonly state: string;
  readonly what: string;
  readonly isRetried: boolean;
  readonly advice: string;
  /** What TCP reports for it, and when (VERDICT-7). */
  readonly reported: readonly string[];
  /** Clauses that speak of it. */
  readonly clauses: readonly ClauseText[];
  /** Of `agent:denied`: what `denied` means. Of `local:EMFILE`: what the name means. */
  readonly code:
    | ErrorExplanation
    | ReasonExplanation
    | { readonly kind: 'errno'; readonly errno: string; readonly advice: string }
    | null;
}

export interface SectionExplanation {
  readonly kind: 'section';
  /** What was asked for: a prefix of clauses, or a number. */
  readonly id: string;
  readonly sections: readonly SectionTitle[];
  readonly clauses: readonly (ClauseText & { readonly role: string })[];
}

export interface ReportLineExplanation extends ReportLineText {
  readonly kind: 'report-line';
  readonly clauses: readonly ClauseText[];
}

export interface DecisionExplanation extends DecisionText {
  readonly kind: 'decision';
  readonly clauses: readonly ClauseText[];
}

/** A case of the conformance suite. */
export interface CaseExplanation {
  readonly kind: 'case';
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly section: SectionTitle;
  readonly why: string | null;
  /** Names that it had. */
  readonly aliases: readonly string[];
  readonly clauses: readonly ClauseText[];
  /** What the profile of a target has to declare. */
  readonly needs: readonly string[];
  /** In the notation of a conversation. */
  readonly script: readonly string[];
}

export type Explanation =
  | CaseExplanation
  | RequirementExplanation
  | ErrorExplanation
  | ReasonExplanation
  | SectionExplanation
  | ReportLineExplanation
  | DecisionExplanation;

/** All that can be explained. */
export interface ExplainList {
  readonly kind: 'list';
  /** Prefixes of clauses, and how many clauses each has. */
  readonly prefixes: readonly { readonly id: string; readonly title: string; readonly clauses: number }[];
  /** Of the conformance suite. */
  readonly cases: readonly string[];
  readonly errorCodes: readonly string[];
  readonly reasons: readonly string[];
  readonly sections: readonly SectionTitle[];
  readonly reportLines: readonly string[];
  readonly decisions: readonly { readonly id: string; readonly title: string }[];
}
