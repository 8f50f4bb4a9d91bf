/** What a report says beyond the numbers. All names are those of the data. */
export interface ReportOptions {
  /** Title of the document; otherwise made from the model. */
  readonly title?: string;
  /** Name of the data file or data set. */
  readonly dataName: string;
  /** Readable names of variables. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Units of variables in the singular: `{Reaction: 'ms', Days: 'day'}`. */
  readonly units?: Readonly<Record<string, string>>;
}
