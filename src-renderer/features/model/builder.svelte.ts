import { adviseModel } from '../../../src-shared/draft/advice/adviseModel.ts';
import type { Advice } from '../../../src-shared/draft/advice/advice.ts';
import { refusal } from '../../../src-shared/draft/commands/command.ts';
import type { CommandResult, Refusal } from '../../../src-shared/draft/commands/command.ts';
import type { Repeated } from '../../../src-shared/draft/commands/residual.ts';
import type { Facts } from '../../../src-shared/draft/facts.ts';
import { proposedTime, proposedUnits } from '../../../src-shared/draft/proposeRepeated.ts';
import { specOf } from '../../../src-shared/draft/specOf.ts';
import type { DataStructure } from '../../../src-shared/model/dataStructure.ts';
import type { ModelDraft } from '../../../src-shared/model/modelDraft.ts';
import type { ModelState } from '../../../src-shared/model/project.ts';
import { fitting } from '../../state/fitting.svelte.ts';
import { session } from '../../state/session.svelte.ts';
import { shownDrafts } from '../../state/shownDrafts.svelte.ts';
import { structureQuestion } from './structureQuestion.ts';

/** A part of the builder where a refusal is explained. */
export type Part = 'variables' | 'outcome' | 'groupings' | 'predictors' | 'residual' | 'options';

/** While someone clicks quickly the data are asked once. */
const questionDelay = 120;

/** The model of a builder as it is shown: what it can be asked and told to do. */
export class Builder {
  readonly #model: () => ModelState;
  /** A formula being typed that can be read: shown in sentence and equation, not sent yet. */
  preview = $state.raw<ModelDraft | null>(null);
  structure = $state.raw<DataStructure | null>(null);
  refused = $state.raw<{ readonly part: Part; readonly refusal: Refusal } | null>(null);

  /** Whether the step about repeated measures is open: the data are asked about it only then. */
  asksRepeated = $state(false);
  /** Who was measured repeatedly and when, as chosen before there is a structure; null = as proposed. */
  pendingUnits = $state.raw<readonly string[] | null>(null);
  pendingTime = $state.raw<string | null>(null);

  readonly draft = $derived.by(() => shownDrafts.of(this.#model()));
  readonly #dataset = $derived.by(() => session.project?.dataset ?? null);
  readonly facts: Facts = $derived.by(() => ({
    variables: this.#dataset?.variables ?? [],
    nRows: this.#dataset?.nRows ?? 0,
    structure: this.structure,
  }));
  /** The units measured repeatedly: chosen, or likely. */
  readonly units: readonly string[] | null = $derived.by(() => {
    const chosen = this.draft.residual?.subject ?? [];
    return chosen.length > 0 ? chosen : (this.pendingUnits ?? proposedUnits(this.draft, this.facts));
  });
  /** What tells their order or time: chosen, or likely. */
  readonly time: string | null = $derived.by(
    () =>
      this.draft.residual?.time ??
      this.pendingTime ??
      (this.units === null ? null : proposedTime(this.units, this.draft, this.facts)),
  );
  readonly repeated: Repeated | null = $derived.by(() => {
    if (this.units === null || this.time === null || this.units.includes(this.time)) return null;
    return { subject: this.units, time: this.time };
  });
  readonly advice: readonly Advice[] = $derived.by(() => adviseModel(this.draft, this.facts));
  /** Why the model cannot be fitted though it is complete, in a sentence; null where it can. */
  readonly obstacle = $derived.by(() => {
    const grave = this.advice.find(({ severity }) => severity === 'impossible');
    return grave === undefined ? null : `${grave.lead}${grave.rest}`;
  });
  readonly complete = $derived.by(() => specOf(this.draft) !== null);
  readonly readOnly = $derived.by(() => session.project?.readOnly ?? true);

  constructor(model: () => ModelState) {
    this.#model = model;
  }

  /** Does what a command decided, or shows why not. */
  apply(result: CommandResult, part: Part): void {
    if (this.readOnly) {
      this.refused = {
        part,
        refusal: refusal('This project is read-only; “Save as” makes a copy that can be changed.'),
      };
      return;
    }
    if (result.kind === 'refusal') {
      this.refused = { part, refusal: result };
      return;
    }
    this.refused = null;
    if (JSON.stringify(result.draft) === JSON.stringify(this.draft)) return;
    void shownDrafts.change(this.#model().id, result.draft, result.label);
  }

  fit(): void {
    fitting.begin(this.#model());
  }

  cancel(): void {
    void session.ask('model.cancel', { modelId: this.#model().id });
  }

  /** Keeps the facts about the data up to date, and what they forbid known; called while the builder is shown. */
  follow(): void {
    $effect(() => {
      fitting.remember(this.#model().id, this.draft, this.obstacle);
    });
    const key = $derived(
      JSON.stringify(
        structureQuestion(
          this.draft,
          this.facts.variables,
          this.facts.nRows,
          this.asksRepeated || this.draft.residual !== undefined ? this.repeated : null,
        ),
      ),
    );
    $effect(() => {
      const { params } = JSON.parse(key) as ReturnType<typeof structureQuestion>;
      let stale = false;
      const timer = setTimeout(() => {
        void session.ask('data.structure', params).then((structure) => {
          if (!stale && structure !== null) this.structure = structure;
        });
      }, questionDelay);
      return () => {
        stale = true;
        clearTimeout(timer);
      };
    });
  }
}
