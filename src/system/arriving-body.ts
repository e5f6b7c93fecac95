import type { Dispatcher } from 'undici';

/** Who gets a body. Nothing more comes after `end` or `error`. */
export interface BodySink {
  data(chunk: Buffer): void;
  end(): void;
  error(error: unknown): void;
}

/** A body on its way: what Node's streams have of use here, without their cost for each answer. */
export interface BodySource {
  /** To be called once. What came before is handed over before it returns. */
  read(sink: BodySink): void;
  pause(): void;
  resume(): void;
  /** Nothing more is handed over; a connection whose answer is not over is closed. */
  destroy(): void;
}

/** The body of one answer, and where its parts are put in as they come. */
export function createArrivingBody(
  controller: Pick<Dispatcher.DispatchController, 'pause' | 'resume' | 'abort'>,
): { readonly source: BodySource; readonly arrived: BodySink } {
  const early: ((sink: BodySink) => void)[] = [];
  let reader: BodySink | undefined;
  let isOver = false;
  let isDestroyed = false;

  function hand(part: (sink: BodySink) => void): void {
    if (isDestroyed) return;
    if (reader === undefined) early.push(part);
    else part(reader);
  }

  function handLast(part: (sink: BodySink) => void): void {
    isOver = true;
    hand(part);
  }

  return {
    arrived: {
      data: (chunk) => hand((sink) => sink.data(chunk)),
      end: () => handLast((sink) => sink.end()),
      error: (error) => handLast((sink) => sink.error(error)),
    },
    source: {
      read(sink) {
        reader = sink;
        for (const part of early) hand(part);
      },
      pause: () => controller.pause(),
      resume: () => controller.resume(),
      destroy() {
        if (isDestroyed) return;
        isDestroyed = true;
        if (!isOver) controller.abort(new Error('the body is not read on'));
      },
    },
  };
}
