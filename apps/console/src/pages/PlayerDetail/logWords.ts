import type { TFunction } from 'i18next';
import { moment } from '../../lib/format.ts';

/** What a line of a player's log is about; a topic that only a newer player knows stays as it is. */
export function topicWord(t: TFunction, topic: string): string {
  return t(`players.detail.topic.${topic as 'command'}`, { defaultValue: topic });
}

/** A line's text: commands by their names in the console, all else in the words of the player. */
export function lineWord(t: TFunction, topic: string, text: string): string {
  return topic === 'command' ? t(`players.command.${text as 'sync'}`, { defaultValue: text }) : text;
}

/** The `last_problem` of a player's `system_info`, `<ISO instant> <topic>: <text>`, for people; what looks otherwise is kept. */
export function problemWords(t: TFunction, problem: string): string {
  const [, at = '', topic = '', text = ''] = /^(\d{4}-\S+Z) (\w+): (.+)$/s.exec(problem) ?? [];
  const [, code = ''] = /^(\w+): /.exec(text) ?? [];
  const said = t(`players.detail.said.${code as 'replaced'}`, { defaultValue: text });
  return text ? `${moment(at)}, ${topicWord(t, topic)}: ${said}` : problem;
}
