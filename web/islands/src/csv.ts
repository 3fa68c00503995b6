// CSV for people's spreadsheets: RFC 4180 quoting, a BOM so that Excel reads Chinese, and a ' before a cell that a
// spreadsheet would run as a formula (OWASP: = + - @ tab, carriage return). A plain negative number stays a number.

export function cell(value: string): string {
  const guarded = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

export const csv = (rows: string[][]): string => rows.map(row => row.map(cell).join(',')).join('\r\n') + '\r\n';

export function download(name: string, rows: string[][]): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\uFEFF', csv(rows)], { type: 'text/csv;charset=utf-8' }));
  link.download = name.endsWith('.csv') ? name : `${name}.csv`;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 1000);
}

/** What a table shows, hidden columns left out; a cell's `data-v` (the exact value) goes before its text. */
export function tableRows(table: HTMLTableElement): string[][] {
  return [...table.rows].filter(row => !row.hidden).map(row => [...row.cells].filter(c => !c.hidden)
    .map(c => (c.dataset['v'] ?? c.innerText ?? '').replaceAll('\u2212', '-').trim()));
}
