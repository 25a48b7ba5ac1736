/** 后勤第一党支部, 第一支部, 一支部 → 一支部: what tells one branch from the next. */
function core(name: string): string {
  return name.replaceAll(/\s|后勤|服务中心|第|党|的/gu, '');
}

/** Who is meant by "一支部和维修班": whole names of branches and departments; `unknown` is the first part that is none or several. */
export function scopeNamed(
  words: string,
  known: readonly string[],
): { readonly ok: true; readonly names: readonly string[] } | { readonly ok: false; readonly unknown: string } {
  const names: string[] = [];
  for (const part of words.split(/[、，,和及与]/u).filter((one) => one.trim() !== '')) {
    const exact = known.filter((name) => name === part.trim());
    const found = exact.length > 0 ? exact : known.filter((name) => core(name) === core(part));
    const [only] = found;
    if (only === undefined || found.length > 1) return { ok: false, unknown: part.trim() };
    names.push(only);
  }
  return names.length === 0 ? { ok: false, unknown: words } : { ok: true, names: [...new Set(names)] };
}
