import { expect, it } from 'vitest';
import { parseCsv } from '../../src/cli/csv.ts';

it.each([
  [
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    '\uFEFF账号,姓名\r\nzhangwei,张伟\r\n',
    [
      ['账号', '姓名'],
      ['zhangwei', '张伟'],
    ],
  ],
  ['a,"x, ""y""\nz"\n', [['a', 'x, "y"\nz']]],
  ['a,,c', [['a', '', 'c']]],
  ['', []],
])('%j', (text, rows) => expect(parseCsv(text)).toEqual(rows));
