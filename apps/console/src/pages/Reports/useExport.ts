import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../api/problem.ts';
import { bytes } from '../../lib/format.ts';
import { notifyDone, notifyFailed } from '../../lib/notify.tsx';
import { useProblemWords } from '../../lib/useProblemWords.ts';
import { fileName, receive, saveFile } from './download.ts';

interface Asked {
  data?: ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined;
  error?: unknown;
  response: Response;
}

export interface Running {
  /** Lines that have come, the header not counted. */
  lines: number;
  /** How many there will be. */
  of: number;
  bytes: number;
}

/** Takes a report home as a file: says how far it is, and can be stopped. */
export function useExport() {
  const { t } = useTranslation();
  const words = useProblemWords();
  const [running, setRunning] = useState<Running | null>(null);
  const controller = useRef<AbortController | null>(null);
  const stop = useCallback(() => controller.current?.abort(), []);
  useEffect(() => stop, [stop]);

  const start = async (of: number, ask: (signal: AbortSignal) => Promise<Asked>) => {
    const mine = new AbortController();
    controller.current = mine;
    setRunning({ lines: 0, of, bytes: 0 });
    let shown = 0;
    try {
      const { data, error, response } = await ask(mine.signal);
      if (!data) throw error;
      const file = await receive(data, received => {
        // Ten times a second is as often as anybody looks.
        const now = Date.now();
        if (now - shown < 100) return;
        shown = now;
        setRunning({ of, lines: Math.max(0, received.lines - 1), bytes: received.bytes });
      });
      const name = fileName(response.headers);
      saveFile(file, name);
      notifyDone(t('reports.export.done'), t('reports.export.doneText', { name, size: bytes(file.size) }));
    } catch (error) {
      if (!mine.signal.aborted) notifyFailed(t('reports.export.failed'), words(toProblem(error)));
    } finally {
      setRunning(null);
    }
  };
  return { running, start, stop };
}
