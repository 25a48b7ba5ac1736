/** Every sentence that a group robot says by itself. */
export const tableInFile = (name: string): string => `（表格较宽，见后面的文件“${name}”）`;
export const linkInFile = (name: string): string => `（链接较长，见后面的文件“${name}”）`;
export const partMark = (part: number, of: number): string => `（${part}/${of}）`;
