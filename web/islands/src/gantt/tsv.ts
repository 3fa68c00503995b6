// Tables on the clipboard, as spreadsheets write them: tab-separated, cells with tabs, quotes or line ends quoted.
// A ' goes before a cell that a spreadsheet would run as a formula, and comes off on the way in.

const RISKY = /^[=+\-@\t\r]/;
const guard = (value: string): string => (RISKY.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value);
const bare = (value: string): string => (value.startsWith('\'') && RISKY.test(value.slice(1)) ? value.slice(1) : value);

export const toTsv = (rows: string[][]): string => rows.map(row => row.map(value => {
  const safe = guard(value);
  return /[\t"\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}).join('\t')).join('\r\n');

/** Rows of cells; an empty line at the end is none. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [], cell = '', quoted = false, began = false;
  const end = (): void => { row.push(bare(cell.trim())); cell = ''; began = false; };
  for (let k = 0; k < text.length; k++) {
    const c = text[k]!;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[k + 1] === '"') { cell += '"'; k++; } else quoted = false;
    } else if (c === '"' && !began) { quoted = true; began = true; } else if (c === '\t') end();
    else if (c === '\n' || c === '\r') {
      if (c === '\r' && text[k + 1] === '\n') k++;
      end();
      rows.push(row);
      row = [];
    } else { cell += c; began = true; }
  }
  if (cell !== '' || row.length) { end(); rows.push(row); }
  return rows.filter(cells => cells.some(value => value !== ''));
}
