// <div id data-poll="SECONDS"> is read again from its own page while the page is in view; [data-poll-pause] stops and goes on.
// What a person selects or has the keyboard in is left alone until they leave it.
const paused = (): boolean => document.querySelector('[data-poll-pause]')?.getAttribute('aria-pressed') === 'true';

const busy = (region: HTMLElement): boolean =>
  region.contains(document.activeElement) || (document.getSelection()?.isCollapsed === false && region.contains(document.getSelection()!.anchorNode));

async function again(region: HTMLElement): Promise<void> {
  if (document.hidden || paused() || busy(region)) return;
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(region.id);
  if (fresh && !busy(region)) region.replaceChildren(...fresh.childNodes);
}

for (const region of document.querySelectorAll<HTMLElement>('[data-poll]')) setInterval(() => void again(region), Number(region.dataset.poll) * 1000);

document.addEventListener('click', e => {
  const button = (e.target as Element | null)?.closest?.('[data-poll-pause]');
  button?.setAttribute('aria-pressed', String(!paused()));
});
