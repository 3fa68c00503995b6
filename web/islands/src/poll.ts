// <div id data-poll="SECONDS"> is read again from its own page while the page is in view; [data-poll-pause] stops and goes on.
// What a person selects or has the keyboard in is left alone until they leave it.
import { loadLarge } from './large';

const paused = (): boolean => document.querySelector('[data-poll-pause]')?.getAttribute('aria-pressed') === 'true';

const busy = (region: HTMLElement): boolean =>
  region.contains(document.activeElement) || (document.getSelection()?.isCollapsed === false && region.contains(document.getSelection()!.anchorNode));

async function again(region: HTMLElement): Promise<void> {
  if (document.hidden || paused() || busy(region)) return;
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(region.id);
  if (!fresh || busy(region)) return;
  region.replaceChildren(...fresh.childNodes);
  await loadLarge();
}

for (const region of document.querySelectorAll<HTMLElement>('[data-poll]')) setInterval(() => void again(region), Number(region.dataset.poll) * 1000);

document.addEventListener('click', e => {
  const button = (e.target as Element | null)?.closest?.('[data-poll-pause]');
  button?.setAttribute('aria-pressed', String(!paused()));
});

// <div data-job="ID" data-then="ADDRESS"> with a <progress> follows a background job: its bar moves, and when the job ends the page that shows its result is opened.
async function follow(region: HTMLElement): Promise<void> {
  const answer = await fetch(`/api/jobs/${region.dataset.job}`, { headers: { accept: 'application/json' } }).catch(() => null);
  const job = answer?.ok ? ((await answer.json()) as { state: string; progress: number }) : null;
  if (job?.state === 'done' || job?.state === 'cancelled') location.replace(region.dataset.then!);
  else if (job?.state === 'failed') location.reload();
  else {
    if (job) region.querySelector('progress')!.value = job.progress;
    setTimeout(() => void follow(region), 700);
  }
}

for (const region of document.querySelectorAll<HTMLElement>('[data-job]')) void follow(region);
