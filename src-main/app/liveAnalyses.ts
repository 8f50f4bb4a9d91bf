import type { AnalysisKind, Question } from '../../src-shared/model/analyses/index.ts';
import type { Progress } from '../../src-shared/model/fitResult.ts';
import type { AnalysisState, Failure } from '../../src-shared/model/project.ts';

/** An analysis that waits, runs, or failed. */
type LiveState = Pick<AnalysisState, 'question' | 'status' | 'progress' | 'failure'>;

interface Live {
  readonly modelId: number;
  readonly cancelled: AbortController;
  readonly stopped: AbortController;
  state: LiveState;
}

/** What the one who does the work needs. */
interface Handle {
  readonly cancelled: AbortSignal;
  readonly stopped: AbortSignal;
  tell(status: 'queued' | 'running', progress: Progress | null): void;
  /** It is over. @param failure why there is no answer; null = there is one */
  end(failure: Failure | null): void;
}

/** Analyses of an open project that have no stored answer yet: at most one of each kind by model. */
export class LiveAnalyses {
  readonly #live = new Map<string, Live>();
  readonly #onProgress: (modelId: number, kind: AnalysisKind) => void;

  /** @param onProgress called when one has got on */
  constructor(onProgress: (modelId: number, kind: AnalysisKind) => void) {
    this.#onProgress = onProgress;
  }

  /** Whether one waits or runs. */
  get busy(): boolean {
    return [...this.#live.values()].some(({ state }) => state.failure === null);
  }

  /** Of one model. */
  of(modelId: number): LiveState[] {
    return this.#ofModel(modelId).map(({ state }) => state);
  }

  /** Takes the place of one of the same kind. */
  begin(modelId: number, question: Question): Handle {
    this.cancel(modelId, question.kind);
    const key = keyOf(modelId, question.kind);
    const live: Live = {
      modelId,
      cancelled: new AbortController(),
      stopped: new AbortController(),
      state: { question, status: 'queued', progress: null, failure: null },
    };
    this.#live.set(key, live);
    const isOver = () => this.#live.get(key) !== live;
    return {
      cancelled: live.cancelled.signal,
      stopped: live.stopped.signal,
      tell: (status, progress) => {
        if (isOver()) return;
        live.state = { ...live.state, status, progress };
        this.#onProgress(modelId, question.kind);
      },
      end: (failure) => {
        if (isOver()) return;
        if (failure === null) this.#live.delete(key);
        else live.state = { ...live.state, status: 'failed', progress: null, failure };
      },
    };
  }

  /** Ends it, or forgets why it failed. Does nothing where there is none. */
  cancel(modelId: number, kind: AnalysisKind): void {
    const key = keyOf(modelId, kind);
    const live = this.#live.get(key);
    this.#live.delete(key);
    live?.cancelled.abort();
  }

  /** Asks for what there is so far. */
  stop(modelId: number, kind: AnalysisKind): void {
    this.#live.get(keyOf(modelId, kind))?.stopped.abort();
  }

  /** Ends those of a model whose result is or will be another one; of all models without. */
  cancelAll(modelId?: number): void {
    const all = modelId === undefined ? [...this.#live.values()] : this.#ofModel(modelId);
    for (const { modelId: id, state } of all) this.cancel(id, state.question.kind);
  }

  /** Ends those of models that do not exist any more. */
  keepOnly(modelIds: ReadonlySet<number>): void {
    for (const { modelId } of [...this.#live.values()]) if (!modelIds.has(modelId)) this.cancelAll(modelId);
  }

  #ofModel(modelId: number): Live[] {
    return [...this.#live.values()].filter((live) => live.modelId === modelId);
  }
}

function keyOf(modelId: number, kind: AnalysisKind): string {
  return `${modelId} ${kind}`;
}
