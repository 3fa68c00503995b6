// Dragging a card: the card under the pointer, a dashed ghost where it was, a slot where it would go. Esc lets go.
import { h } from './dom';
import { cardOf } from './board';

export class BoardDrag {
  private card: HTMLElement | null = null;
  private copy: HTMLElement | null = null;
  private to: HTMLElement | null = null;
  private readonly slot = h('li', { class: 'slot', 'aria-hidden': 'true' });
  private from = { x: 0, y: 0, dx: 0, dy: 0 };

  constructor(private readonly board: HTMLElement, private readonly drop: (card: HTMLElement, column: HTMLElement) => void) {
    board.addEventListener('pointerdown', e => { this.down(e); });
    board.addEventListener('pointermove', e => { this.move(e); });
    board.addEventListener('pointerup', () => { this.up(); });
    board.addEventListener('pointercancel', () => { this.end(); });
    board.addEventListener('dragstart', e => { e.preventDefault(); });
    board.addEventListener('click', e => { if (this.justDropped) { e.preventDefault(); e.stopPropagation(); } }, true);
    document.addEventListener('keydown', this.escape);
  }

  private justDropped = false;
  private readonly escape = (e: KeyboardEvent): void => { if (e.key === 'Escape') this.end(); };

  /** Listens no more beyond the board. */
  stop(): void { document.removeEventListener('keydown', this.escape); }

  private down(e: PointerEvent): void {
    const card = cardOf(e.target);
    if (!card || e.button !== 0 || e.pointerType === 'touch' || (e.target as Element).closest('button, summary, input')) return;
    const box = card.getBoundingClientRect();
    this.card = card;
    this.from = { x: e.clientX, y: e.clientY, dx: e.clientX - box.left, dy: e.clientY - box.top };
  }

  private move(e: PointerEvent): void {
    if (!this.card) return;
    if (!this.copy) {
      if (Math.hypot(e.clientX - this.from.x, e.clientY - this.from.y) < 6) return;
      this.lift(e);
    }
    this.copy!.style.left = `${e.clientX - this.from.dx}px`;
    this.copy!.style.top = `${e.clientY - this.from.dy}px`;
    const column = document.elementFromPoint(e.clientX, e.clientY)?.closest<HTMLElement>('.bcol') ?? null;
    if (column !== this.to) this.aim(column);
  }

  private lift(e: PointerEvent): void {
    const card = this.card!;
    this.board.setPointerCapture(e.pointerId);
    this.copy = card.cloneNode(true) as HTMLElement;
    this.copy.querySelector('.mv')?.remove();
    this.copy.removeAttribute('tabindex');
    this.copy.setAttribute('aria-hidden', 'true');
    this.copy.classList.add('drag');
    this.copy.style.width = `${card.offsetWidth}px`;
    this.board.append(this.copy);
    card.classList.add('ghost');
  }

  /** Shows where in the column the card would stand. */
  private aim(column: HTMLElement | null): void {
    this.to?.classList.remove('drop');
    this.to = column;
    this.slot.remove();
    if (!column || column === this.card!.closest('.bcol')) return;
    column.classList.add('drop');
    const order = Number(this.card!.dataset['order'] ?? 0), list = column.querySelector('ol')!;
    const next = [...list.querySelectorAll<HTMLElement>('.bc')].find(c => Number(c.dataset['order'] ?? 0) > order);
    list.insertBefore(this.slot, next ?? null);
    this.slot.scrollIntoView({ block: 'nearest' });
  }

  private up(): void {
    const { card, to, copy } = this;
    this.end();
    if (!card || !copy) return;
    this.justDropped = true;
    setTimeout(() => { this.justDropped = false; }, 50);
    if (to) this.drop(card, to);
  }

  private end(): void {
    this.card?.classList.remove('ghost');
    this.to?.classList.remove('drop');
    this.copy?.remove();
    this.slot.remove();
    this.card = this.copy = this.to = null;
  }
}
