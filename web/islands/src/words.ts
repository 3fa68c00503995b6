// Words of the islands in the page's language: built from the modules' resx, keys without their `island.` prefix.

let table: Record<string, string> = {};

export const language = (): string => document.documentElement.lang || 'en';
export const chinese = (): boolean => language().toLowerCase().startsWith('zh');

/** Loads the words once; an island defined afterwards may call {@link t} at any time. */
export async function loadWords(): Promise<void> {
  const name = chinese() ? 'zh-CN' : 'en';
  const answer = await fetch(new URL(`words.${name}.json`, import.meta.url), { cache: 'no-cache' });
  if (answer.ok) table = await answer.json() as Record<string, string>;
}

/** The word for a key with `{name}` parts filled in, in its form for one (`key.one`) where `n` is 1; a missing key shows itself, so that it is seen. */
export function t(key: string, parts: Record<string, string | number> = {}): string {
  const word = (Number(parts.n) === 1 ? table[`${key}.one`] : undefined) ?? table[key] ?? key;
  return word.replace(/\{(\w+)\}/g, (whole, name: string) => (name in parts ? String(parts[name]) : whole));
}
