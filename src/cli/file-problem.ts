import { codeOf } from '../store/json/errors.ts';

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件或目录',
  ENOTDIR: '路径里有一段不是目录',
  EISDIR: '这是一个目录，这里要的是文件',
  EACCES: '没有权限读写',
  EPERM: '没有权限读写',
  EROFS: '这个磁盘只能读，写不进去',
  ENOSPC: '磁盘满了，没有写完',
  EDQUOT: '磁盘配额用完了，没有写完',
  EMFILE: '打开的文件太多了，请关掉一些程序再试',
  EIO: '磁盘读写出错，请检查磁盘',
};

/** What the operator reads when the system refused a file; undefined for what is none of the operator's making. */
export function fileProblem(error: unknown): string | undefined {
  const problem = PROBLEMS[codeOf(error) ?? ''];
  if (problem === undefined) return undefined;
  const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? `：${error.path}` : '';
  return `${problem}${path}`;
}
