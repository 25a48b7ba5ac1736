/** Limits of reliability P13: what is deeper or has more keys is no message of WeCom's. */
const DEPTH_LIMIT = 32;
const KEYS_LIMIT = 1000;

/**
 * Whether a JSON text stays within 32 levels and 1000 keys. Looks at the text in one pass, before it is parsed: JSON.parse
 * swallows millions of levels, and whoever handles the result afterwards dies of them.
 */
export function isShallow(json: string): boolean {
  let depth = 0;
  let keys = 0;
  let inString = false;
  for (let i = 0; i < json.length; i += 1) {
    const character = json[i];
    if (inString) {
      if (character === '\\') i += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (character === ':') keys += 1;
    if (depth > DEPTH_LIMIT || keys > KEYS_LIMIT) return false;
  }
  return true;
}
